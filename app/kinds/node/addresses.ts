import { z } from "zod";

/** The syntax of the Hardware State Manager: cabinet, chassis, slot, BMC, node. */
export const nodeXname = z
  .string()
  .regex(/^x\d{1,4}c[0-7]s\d+b\d+n\d+$/, "must be the xname of a node, as in x1000c0s0b0n0")
  .meta({
    title: "xname",
    description: "Where it is: cabinet, chassis, slot, BMC, node.",
    examples: ["x1000c0s0b0n0"],
  });

export const macAddress = z
  .string()
  .regex(/^[0-9A-Fa-f]{2}(:[0-9A-Fa-f]{2}){5}$/, "must be a MAC address, as in 02:00:00:00:00:01")
  .meta({ title: "MAC address", examples: ["02:00:00:00:00:01"] });

export const ipAddress = z
  .union([z.ipv4(), z.ipv6()], "must be an IP address, as in 172.16.0.1")
  .meta({ title: "IP address", examples: ["172.16.0.1"] });
