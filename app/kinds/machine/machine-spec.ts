import { z } from "zod";
import { simulatorSettings } from "../../drivers/simulator/settings.ts";

/** What the specs of all machines have in common. */
export const machineSpecFields = {
  progressDeadlineSeconds: z.number().int().min(1).max(86_400).default(300).meta({
    title: "Progress deadline (s)",
    description: "How long it may take to come up or go down before that is tried again by force.",
  }),
  driver: z
    .enum(["simulator"])
    .default("simulator")
    .meta({ title: "Driver", description: "How the machine is reached." }),
  simulator: simulatorSettings.optional(),
};

const machineSpec = z.object(machineSpecFields);
export type MachineSpec = z.output<typeof machineSpec>;
