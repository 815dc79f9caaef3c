import { isRecord } from "../../app/is-record.ts";
import type { Resource } from "../../app/resource/resource.ts";
import { NO_RACK } from "../../shared/heat.ts";

/** The cabinet of an xname: `x1000` of `x1000c0s0b0n0`. */
const CABINET = /^x\d+/;

/** The rack that a machine stands in: what its label says, else its xname. */
export function rackOf({ metadata, spec }: Resource): string {
  return metadata.labels["rack"] ?? CABINET.exec(xnameOf(spec) ?? "")?.[0] ?? NO_RACK;
}

/** Where in its rack a machine is; its name where that is not known. */
export function placeOf({ metadata, spec }: Resource): string {
  return xnameOf(spec) ?? metadata.name;
}

function xnameOf(spec: unknown): string | undefined {
  const xname = isRecord(spec) ? spec["xname"] : undefined;
  return typeof xname === "string" ? xname : undefined;
}
