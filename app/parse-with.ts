import type { z } from "zod";
import { EngineError } from "./errors.ts";

/**
 * `value`, known to be what `schema` says: for all that comes from disk, from a file or from another process.
 * @param what names the value in the message.
 * @throws {EngineError} `Invalid`, with every fault and its field.
 */
export function parseWith<T>(schema: z.ZodType<T>, value: unknown, what: string): T {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const faults = result.error.issues.map(({ path, message }) => ({ field: fieldOf(path), message }));
  throw new EngineError(
    "Invalid",
    `${what} is not valid: ${faults.map(({ field, message }) => (field === "" ? message : `${field}: ${message}`)).join("; ")}`,
    { field: faults[0]?.field ?? "", cause: result.error },
  );
}

function fieldOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (field, step) => (typeof step === "number" ? `${field}[${step}]` : `${field}${field && "."}${String(step)}`),
    "",
  );
}
