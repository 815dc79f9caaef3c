import { z } from "zod";
import { ipAddress, macAddress, nodeXname } from "../kinds/node/addresses.ts";
import type { FleetEntry } from "./entry.ts";

const text = z.string().max(253);

/** A node in the file that `ochami discover static` reads. */
export const openChamiNode = z.strictObject({
  name: text.min(1),
  nid: z.number().int().min(0).max(0xffff_ffff).optional(),
  xname: nodeXname,
  bmc_mac: macAddress.optional(),
  bmc_ip: ipAddress.optional(),
  bmc_fqdn: text.optional(),
  group: text.min(1).optional(),
  groups: z.array(text.min(1)).optional(),
  interfaces: z
    .array(
      z.strictObject({
        mac_addr: macAddress,
        ip_addrs: z
          .array(z.strictObject({ name: text.optional(), network: text.optional(), ip_addr: ipAddress }))
          .optional(),
      }),
    )
    .optional(),
});

type OpenChamiNode = z.output<typeof openChamiNode>;

export function looksLikeOpenChamiNode(value: Record<string, unknown>): boolean {
  return !("kind" in value) && ("xname" in value || "bmc_mac" in value || "nid" in value);
}

/** The file knows nothing of how a node is reached and whether it should be on: that stays as it is; a new one is to be on. */
export function entryOfNode(node: OpenChamiNode, file: string, line: number, cluster: string): FleetEntry {
  return {
    file,
    line,
    kind: "Node",
    name: node.name,
    labels: {},
    annotations: {},
    owners: [{ kind: "Cluster", name: cluster, controller: true, blockOwnerDeletion: true, create: true }],
    spec: specOf(node),
    initialSpec: { desiredPower: "on" },
    partial: true,
  };
}

function specOf({ xname, nid, bmc_mac, bmc_ip, bmc_fqdn, group, groups = [], interfaces = [] }: OpenChamiNode) {
  const bmc = withoutUndefined({ mac: bmc_mac, ip: bmc_ip, fqdn: bmc_fqdn });
  return {
    xname,
    ...(nid !== undefined && { nid }),
    groups: [...new Set(group === undefined ? groups : [group, ...groups])],
    ...(Object.keys(bmc).length > 0 && { bmc }),
    interfaces: interfaces.map(({ mac_addr, ip_addrs = [] }) => ({
      mac: mac_addr,
      ips: ip_addrs.map(({ name, network, ip_addr }) => ({
        ...withoutUndefined({ name: name ?? network }),
        address: ip_addr,
      })),
    })),
  };
}

function withoutUndefined(fields: Record<string, string | undefined>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [key, value] of Object.entries(fields)) if (value !== undefined) given[key] = value;
  return given;
}
