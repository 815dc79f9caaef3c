import { z } from "zod";

/** What a heatmap's colours tell: whether machines are as they should be, for how long they are not, how far what was seen lags. */
export const heatMode = z.enum(["readiness", "drift", "lag"]);
export type HeatMode = z.output<typeof heatMode>;

/** The levels of each mode, the first the one that is as it should be. A level crosses as its index. */
export const HEAT_LEVELS = {
  readiness: ["ready", "changing", "notReady", "stuck", "unknown"],
  drift: ["none", "minutes", "hour", "day", "days"],
  lag: ["none", "one", "few", "many", "unseen"],
} as const satisfies Record<HeatMode, readonly string[]>;

const level = z.number().int().min(0).max(4);

/** How many machines of a rack are at each level. */
export const heatRack = z.object({ name: z.string(), levels: z.array(z.number()).length(5) });
export type HeatRack = z.output<typeof heatRack>;

export const heatCell = z.object({
  uid: z.string(),
  name: z.string(),
  rack: z.string(),
  /** Where in the rack it is, as an xname; its name where that is not known. */
  place: z.string(),
  level,
  /** ms since the epoch: since when it has not been as it should be. */
  since: z.number().exactOptional(),
});
export type HeatCell = z.output<typeof heatCell>;

/** Of what lies in no rack that is known. */
export const NO_RACK = "";
/** A fleet of up to so many machines is shown machine by machine; of a larger one, a rack at a time. */
export const MAX_CELLS = 2_048;
/** So many racks are told of, the first by name. */
export const MAX_RACKS = 2_048;
