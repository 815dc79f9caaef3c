import { z } from "zod";
import type { KindDefinition } from "../kind.ts";
import { ipAddress, macAddress, nodeXname } from "./addresses.ts";
import { MachineReconciler } from "../machine/machine-reconciler.ts";
import { machineSpecFields } from "../machine/machine-spec.ts";
import type { MachineWords } from "../machine/machine-words.ts";

const networkInterface = z.strictObject({
  mac: macAddress,
  ips: z
    .array(z.strictObject({ name: z.string().max(253).optional().meta({ title: "Network" }), address: ipAddress }))
    .default([])
    .meta({ title: "IP addresses" }),
});

const bmc = z
  .strictObject({
    mac: macAddress.optional(),
    ip: ipAddress.optional(),
    fqdn: z.string().max(253).optional().meta({ title: "FQDN" }),
  })
  .meta({ title: "BMC", description: "The controller that switches the node." });

const nodeSpec = z
  .strictObject({
    xname: nodeXname,
    nid: z
      .number()
      .int()
      .min(0)
      .max(0xffff_ffff)
      .optional()
      .meta({ title: "NID", description: "Its number in the system." }),
    desiredPower: z
      .enum(["on", "off"])
      .default("on")
      .meta({ title: "Desired power", description: "Whether the node should be on or off." }),
    groups: z.array(z.string().min(1).max(253)).default([]).meta({ title: "Groups" }),
    bmc: bmc.optional(),
    interfaces: z.array(networkInterface).default([]).meta({ title: "Network interfaces" }),
    ...machineSpecFields,
  })
  .meta({ title: "Node" });

const words: MachineWords = {
  kind: "Node",
  statusField: "power",
  states: { on: "on", off: "off", starting: "booting", stopping: "stopping" },
  settledReasons: { on: "NodeOn", off: "NodeOff" },
};

/** A compute node of an HPC system. */
export const nodeKind: KindDefinition = {
  kind: "Node",
  plural: "Nodes",
  description: "A compute node of an HPC system, switched through its BMC.",
  specSchema: nodeSpec,
  specTemplate: { xname: "x1000c0s0b0n0", desiredPower: "on" },
  identity: "xname",
  columns: [
    { id: "power", title: "Power", path: "status.power", type: "state" },
    { id: "desiredPower", title: "Desired", path: "spec.desiredPower", type: "text" },
    { id: "xname", title: "xname", path: "spec.xname", type: "text" },
    { id: "nid", title: "NID", path: "spec.nid", type: "number" },
    { id: "lastSeen", title: "Last seen", path: "status.lastSeen", type: "time" },
  ],
  createReconciler: (parts) =>
    new MachineReconciler({ words, specSchema: nodeSpec, desired: (spec) => ({ power: spec.desiredPower }) }, parts),
};
