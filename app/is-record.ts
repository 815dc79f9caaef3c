import { EngineError } from "./errors.ts";
import { quote } from "./quote.ts";

/** Whether it is what JSON calls an object: neither null nor a list. Says nothing of what its fields hold. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** @throws {EngineError} `Invalid`, naming the field, for what is no object. */
export function requireRecord(field: string, value: unknown): void {
  if (!isRecord(value))
    throw new EngineError("Invalid", `${field} is ${quote(value)}, but must be an object`, { field });
}
