import { isRecord } from "../is-record.ts";

/** What tells a machine from others of its owner's: the text in the field of its spec that its kind names, where it has one. */
export function identityIn(field: string | undefined, spec: unknown): string | undefined {
  const value = field !== undefined && isRecord(spec) ? spec[field] : undefined;
  return typeof value === "string" ? value : undefined;
}
