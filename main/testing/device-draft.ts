import type { CallRequest } from "../../shared/contract.ts";

export type Draft = CallRequest<"resources.create">;

/** A device as a person would create it. */
export function device(name: string, more: Partial<Draft["metadata"]> = {}): Draft {
  return { kind: "Device", metadata: { name, ...more }, spec: { desired: "running" } };
}
