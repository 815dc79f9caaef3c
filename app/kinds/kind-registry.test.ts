import { expect, test } from "vitest";
import { clusterKind } from "./cluster/cluster.ts";
import { deviceKind } from "./device/device.ts";
import { KindRegistry } from "./kind-registry.ts";
import { nodeKind } from "./node/node.ts";

const kinds = new KindRegistry([deviceKind, nodeKind, clusterKind]);

function fault(kind: string, spec: unknown): string {
  return kinds
    .faultsOf(kind, spec)
    .map(({ field, message }) => `${field}: ${message}`)
    .join("; ");
}

test.each([
  ["Device", {}, 'spec.desired: is missing; it must be "running" or "stopped"'],
  ["Device", undefined, "spec: is missing"],
  ["Device", "running", "spec: must be a set of fields"],
  ["Device", { desired: "off" }, 'spec.desired: must be "running" or "stopped"'],
  ["Device", { desired: "running", config: 7 }, "spec.config: must be a string"],
  [
    "Device",
    { desired: "running", a: 1, b: 2 },
    "spec.a: is not a field that it has; spec.b: is not a field that it has",
  ],
  ["Device", { desired: "running", driver: "magic" }, 'spec.driver: must be "simulator"'],
  ["Device", { desired: "running", simulator: { failureRate: 2 } }, "spec.simulator.failureRate: must be at most 1"],
  ["Device", { desired: "running", simulator: { bootMs: -1 } }, "spec.simulator.bootMs: must be at least 0"],
  ["Device", { desired: "running", simulator: { bootMs: 1.5 } }, "spec.simulator.bootMs: must be a whole number"],
  ["Node", { xname: "x1000" }, "spec.xname: must be the xname of a node, as in x1000c0s0b0n0"],
  ["Node", { xname: "x1c8s0b0n0" }, "spec.xname: must be the xname of a node, as in x1000c0s0b0n0"],
  ["Node", { xname: "x1c0s0b0n0", bmc: { ip: "1.2.3" } }, "spec.bmc.ip: must be an IP address, as in 172.16.0.1"],
  [
    "Node",
    { xname: "x1c0s0b0n0", interfaces: [{ mac: "1" }] },
    "spec.interfaces[0].mac: must be a MAC address, as in 02:00:00:00:00:01",
  ],
  ["Node", { xname: "x1c0s0b0n0", groups: [""] }, "spec.groups[0]: must not be empty"],
  ["Cluster", { nodes: "all" }, "spec.nodes: must be an array"],
])("of %s, %j is refused with the field and the rule", (kind, spec, message) => {
  expect(fault(kind, spec)).toBe(message);
  expect(() => kinds.validate({ kind, spec })).toThrow(message);
});

test("specs that are equal but for what is left out ask for the same", () => {
  const short = kinds.normalise("Node", { xname: "x1c0s0b0n0" });
  expect(kinds.normalise("Node", { xname: "x1c0s0b0n0", groups: [], desiredPower: "on" })).toEqual(short);
});

test("the schema for a form has titles, descriptions and defaults, and asks for no more than must be given", () => {
  const [device] = kinds.info();
  expect(device?.specSchema).toMatchObject({
    required: ["desired"],
    additionalProperties: false,
    properties: {
      desired: { title: "Desired state", enum: ["running", "stopped"], description: expect.any(String) },
      driver: { default: "simulator" },
    },
  });
});
