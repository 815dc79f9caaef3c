import { z } from "zod";
import { fleetEvent, kindName, reason, reconcileRecord, resourceRef } from "./model.ts";

/** The past as the screens see it. Times in ms since the epoch where nothing else is said. */

export const moment = z.number().int().min(0).max(8_640_000_000_000_000);

/** `NotKept`: it existed, and whether it was ready is not known any more. */
const readinessThen = z.enum(["True", "False", "Unknown", "NotKept"]);
export type ReadinessThen = z.infer<typeof readinessThen>;

const named = resourceRef.extend({ name: z.string().exactOptional() });

/** How many events there were in each of a number of equally long stretches of time. */
export const density = z.object({ from: z.number(), to: z.number(), counts: z.array(z.number()) });
export type Density = z.infer<typeof density>;

export const keptPast = z.object({
  /** When the oldest event that is kept was logged; null while there is none. */
  since: z.number().nullable(),
  /** Whether nothing was before that. */
  isBeginning: z.boolean(),
  /** As `since`, of the records of reconciles. */
  recordsSince: z.number().nullable(),
  now: z.number(),
});
export type KeptPast = z.infer<typeof keptPast>;

export const fleetThen = z.object({
  kinds: z.array(
    z.object({
      kind: kindName,
      total: z.number(),
      ready: z.number(),
      notReady: z.number(),
      unknown: z.number(),
      notKept: z.number(),
    }),
  ),
  /** Those that were not ready, for the longest time first: the first so many of `notReadyTotal`. */
  notReady: z.array(
    named.extend({
      ready: readinessThen,
      since: z.number(),
      /** What the Ready condition said when it came to be so. */
      reason: z.string().exactOptional(),
      message: z.string().exactOptional(),
    }),
  ),
  notReadyTotal: z.number(),
});
export type FleetThen = z.infer<typeof fleetThen>;

export const workThen = named.extend({
  state: z.enum(["processing", "turn", "retry", "check"]),
  since: z.number(),
  endedAt: z.number().exactOptional(),
  reasons: z.array(reason),
  attempt: z.number(),
  outcome: reconcileRecord.shape.outcome.exactOptional(),
  actions: z.array(z.string()).exactOptional(),
  error: z.string().exactOptional(),
});
export type WorkThen = z.infer<typeof workThen>;

export const queueThen = z.object({
  processing: z.array(workThen),
  waiting: z.array(workThen),
  processingTotal: z.number(),
  waitingTotal: z.number(),
  checksTotal: z.number(),
  lookedUntil: z.number().exactOptional(),
});

export const resourceThen = z.object({
  name: z.string().exactOptional(),
  /** Absent when it did not exist. */
  ready: readinessThen.exactOptional(),
  isThere: z.boolean(),
  labels: z.record(z.string(), z.string()).exactOptional(),
  spec: z
    .object({
      generation: z.number(),
      /** ISO 8601. */
      at: z.string(),
      actor: z.string().exactOptional(),
      spec: z.record(z.string(), z.unknown()),
    })
    .exactOptional(),
  conditions: z.array(
    z.object({
      type: z.string(),
      status: z.string(),
      reason: z.string(),
      message: z.string(),
      /** ISO 8601. */
      lastTransitionTime: z.string(),
    }),
  ),
  work: workThen.exactOptional(),
});
export type ResourceThen = z.infer<typeof resourceThen>;

const change = named.extend({ before: readinessThen.exactOptional(), after: readinessThen.exactOptional() });
export type FleetChange = z.infer<typeof change>;
const specChange = named.extend({
  generations: z.tuple([z.number(), z.number()]),
  fields: z.array(z.string()),
  fieldCount: z.number(),
});

/** Of each kind of change how many, and the first so many. */
export const fleetChanges = z.object({
  created: z.object({ count: z.number(), items: z.array(change) }),
  deleted: z.object({ count: z.number(), items: z.array(change) }),
  readiness: z.object({ count: z.number(), items: z.array(change) }),
  spec: z.object({ count: z.number(), items: z.array(specChange) }),
});
export type FleetChanges = z.infer<typeof fleetChanges>;

const chainEvent = fleetEvent.omit({ data: true });
const chainLink = z.discriminatedUnion("what", [
  z.object({ what: z.literal("event"), depth: z.number(), event: chainEvent }),
  z.object({
    what: z.literal("record"),
    depth: z.number(),
    record: reconcileRecord.extend({ name: z.string().exactOptional() }),
  }),
]);
export type ChainLink = z.infer<typeof chainLink>;

/** From the first cause of an event to all that followed from it, as a tree is read. */
export const eventChain = z.object({
  /** The one that was asked for. */
  event: fleetEvent,
  links: z.array(chainLink),
  /** The id of a cause of the first link that is not kept any more. */
  lostCause: z.string().exactOptional(),
  isCut: z.boolean(),
});
