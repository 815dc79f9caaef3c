/** Whether it is what JSON calls an object: neither null nor a list. Says nothing of what its fields hold. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
