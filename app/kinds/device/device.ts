import { z } from "zod";
import type { KindDefinition } from "../kind.ts";
import { MachineReconciler } from "../machine/machine-reconciler.ts";
import { machineSpecFields } from "../machine/machine-spec.ts";
import type { MachineWords } from "../machine/machine-words.ts";

const deviceSpec = z
  .strictObject({
    desired: z.enum(["running", "stopped"]).meta({
      title: "Desired state",
      description: "What the device should be: running or stopped.",
    }),
    config: z.string().max(65_536).optional().meta({
      title: "Configuration",
      description: "What the device is given as its configuration; left out, it keeps the one it has.",
    }),
    ...machineSpecFields,
  })
  .meta({ title: "Device" });

const words: MachineWords = {
  kind: "Device",
  statusField: "state",
  states: { on: "running", off: "stopped", starting: "starting", stopping: "stopping" },
  settledReasons: { on: "DeviceRunning", off: "DeviceStopped" },
};

/** Any machine that runs or does not, with a configuration of its own. */
export const deviceKind: KindDefinition = {
  kind: "Device",
  plural: "Devices",
  description: "A machine that runs or is stopped, with a configuration.",
  specSchema: deviceSpec,
  specTemplate: { desired: "running", config: "default" },
  columns: [
    { id: "state", title: "State", path: "status.state", type: "state" },
    { id: "desired", title: "Desired", path: "spec.desired", type: "text" },
    { id: "config", title: "Configuration", path: "status.config", type: "text" },
    { id: "lastSeen", title: "Last seen", path: "status.lastSeen", type: "time" },
  ],
  createReconciler: (parts) =>
    new MachineReconciler(
      {
        words,
        specSchema: deviceSpec,
        desired: (spec) => ({ power: spec.desired === "running" ? "on" : "off", config: spec.config }),
      },
      parts,
    ),
};
