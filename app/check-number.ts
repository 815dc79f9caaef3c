import { EngineError } from "./errors.ts";
import { quote } from "./quote.ts";

/** @throws {EngineError} `Invalid`, naming the field, unless the value is a finite number of at least `least`. */
export function checkNumber(field: string, value: number, least = -Infinity): void {
  if (!Number.isFinite(value) || value < least) refuseNumber(field, value, least);
}

/** @throws {EngineError} `Invalid`, naming the field, unless the value is a whole number of at least `least`. */
export function checkCount(field: string, value: number, least = 1): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  refuse(field, value, `a whole number of at least ${least}`);
}

/** @throws {EngineError} `Invalid`, naming the field, unless the value is a finite number above 0. */
export function checkPositive(field: string, value: number): void {
  if (!Number.isFinite(value) || value <= 0) refuse(field, value, "a finite number above 0");
}

/** @throws {EngineError} `Invalid`, naming the field, unless the value is a number of at least 0; `Infinity` is no limit. */
export function checkLimit(field: string, value: number): void {
  if (typeof value !== "number" || !(value >= 0)) refuse(field, value, "a number of at least 0");
}

function refuseNumber(field: string, value: unknown, least: number): never {
  refuse(field, value, least === -Infinity ? "a finite number" : `a finite number of at least ${least}`);
}

function refuse(field: string, value: unknown, wanted: string): never {
  throw new EngineError("Invalid", `${field} must be ${wanted}, but is ${quote(value)}.`, { field });
}
