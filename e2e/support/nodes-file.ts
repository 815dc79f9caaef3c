import { stringify } from "yaml";

/** A `nodes.yaml` of OpenCHAMI with so many nodes, the group spelled both ways as in the wild. */
export function nodesFile(count: number): string {
  const nodes = Array.from({ length: count }, (_, index) => {
    const nid = index + 1;
    const cabinet = 1000 + Math.floor(index / 256);
    const slot = Math.floor((index % 256) / 4);
    const octets = `${Math.floor(nid / 250)}.${(nid % 250) + 1}`;
    const mac = nid
      .toString(16)
      .padStart(4, "0")
      .replace(/(..)(..)/, "$1:$2");
    return {
      name: `nid${String(nid).padStart(6, "0")}`,
      nid,
      xname: `x${cabinet}c${Math.floor(slot / 8)}s${slot % 8}b${Math.floor((index % 4) / 2)}n${index % 2}`,
      bmc_mac: `de:ca:fc:00:${mac}`,
      bmc_ip: `172.16.${octets}`,
      ...(index % 2 === 0 ? { group: "compute" } : { groups: ["compute"] }),
      interfaces: [{ mac_addr: `02:00:00:00:${mac}`, ip_addrs: [{ name: "management", ip_addr: `172.20.${octets}` }] }],
    };
  });
  return stringify({ nodes });
}
