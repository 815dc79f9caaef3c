import { z } from "zod";
import { kindName, resourceRef, uid } from "./model.ts";

/** Readiness as the map shows it, in the order of the counts of a fold. */
export const MAP_STATES = ["ready", "changing", "notReady", "stuck", "unknown"] as const;
export const mapState = z.enum(MAP_STATES);
export type MapState = z.output<typeof mapState>;

/**
 * A fold stands for the resources of a kind that have the same owner (or, without `owner`, none), or for those of them that
 * stand in one rack (`""`: in none).
 */
export const foldRef = z.object({
  owner: uid.exactOptional(),
  kind: kindName,
  rack: z.string().max(253).exactOptional(),
});
export type FoldRef = z.output<typeof foldRef>;

/** What names a fold: two are the same exactly if this is. */
export function foldId({ owner, kind, rack }: FoldRef): string {
  return JSON.stringify(["fold", owner ?? null, kind, rack ?? null]);
}

/** An unfolded fold shows so many resources a page. */
export const FOLD_PAGE = 50;
/** A fleet of up to so many resources is shown unfolded. */
export const SMALL_FLEET = 200;
/** The map never holds more than this; the rest stays folded. */
export const MAX_MAP_NODES = 2_000;

/** A resource or a fold. `within` is the fold in which it is shown. */
export const mapNode = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("resource"),
    id: z.string(),
    kind: kindName,
    uid,
    name: z.string(),
    state: mapState,
    within: z.string().exactOptional(),
  }),
  z.object({
    type: z.literal("fold"),
    id: z.string(),
    fold: foldRef,
    /** How many resources it stands for, by state as in `MAP_STATES`. */
    counts: z.array(z.number()).length(MAP_STATES.length),
    /** Into how many parts it unfolds: resources, or racks where there are very many. */
    parts: z.number(),
    /** How many of the parts are shown; 0 while it is folded. */
    shown: z.number(),
    within: z.string().exactOptional(),
  }),
]);
export type MapNode = z.output<typeof mapNode>;

export const mapQuery = z.object({
  /** The resource to show with its owners and dependents; the whole fleet when left out. */
  focus: resourceRef.exactOptional(),
  /** What is to be shown of which folds. The others are folded, but for those of a small fleet. */
  unfolded: z
    .array(foldRef.extend({ pages: z.number().int().min(0).max(40) }))
    .max(200)
    .default([]),
});
export type MapQuery = z.output<typeof mapQuery>;

export const mapMessage = z.object({
  nodes: z.array(mapNode),
  /** From the owner's node to the dependent's, by id. */
  edges: z.array(z.tuple([z.string(), z.string()])),
  /** There would be more nodes than a map may hold. */
  truncated: z.boolean(),
  sequence: z.number(),
});
export type MapMessage = z.output<typeof mapMessage>;
