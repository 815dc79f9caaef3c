import { EngineError } from "./errors.ts";
import { quote } from "./quote.ts";

/** @throws {EngineError} `Invalid`, naming the field, unless the value is a finite number of at least `least`. */
export function checkNumber(field: string, value: number, least = -Infinity): void {
  if (Number.isFinite(value) && value >= least) return;
  const wanted = least === -Infinity ? "a finite number" : `a finite number of at least ${least}`;
  throw new EngineError("Invalid", `${field} must be ${wanted}, but is ${quote(value)}.`, { field });
}
