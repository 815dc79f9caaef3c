import { z } from "zod";

/** Identifiers come from a hostile renderer: bounded, and free of control characters and path separators. */
const identifier = z
  .string()
  .min(1)
  .max(253)
  .regex(/^[^\p{Cc}/\\]+$/u, "must not hold control characters or slashes");
export const kindName = z
  .string()
  .max(63)
  .regex(/^[A-Z][A-Za-z0-9]*$/, "must be a CamelCase word");
export const uid = identifier;
const resourceVersion = z.string().max(64);

export const resourceRef = z.object({ kind: kindName, uid });
export type ResourceRef = z.infer<typeof resourceRef>;

export const conditionStatus = z.enum(["True", "False", "Unknown"]);
export const condition = z.object({
  type: z.string(),
  status: conditionStatus,
  reason: z.string(),
  message: z.string(),
  lastTransitionTime: z.string(),
  observedGeneration: z.number().exactOptional(),
});
export type Condition = z.infer<typeof condition>;

const ownerReference = z.object({
  kind: kindName,
  uid,
  name: z.string().exactOptional(),
  controller: z.boolean().exactOptional(),
  blockOwnerDeletion: z.boolean().exactOptional(),
});

/** A resource as the screens see it. `spec` and `status` have the shape of their kind; the engine checks it. */
export const resource = z.object({
  apiVersion: z.string(),
  kind: kindName,
  metadata: z.object({
    uid,
    name: z.string(),
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
    ownerReferences: z.array(ownerReference),
    finalizers: z.array(z.string()),
    generation: z.number(),
    resourceVersion,
    createdAt: z.string(),
    updatedAt: z.string(),
    deletionTimestamp: z.string().exactOptional(),
  }),
  spec: z.record(z.string(), z.unknown()),
  status: z
    .looseObject({ observedGeneration: z.number().exactOptional(), conditions: z.array(condition).exactOptional() })
    .default({}),
});
export type Resource = z.infer<typeof resource>;

/** What a person hands in to create a resource: the engine fills in the rest. */
export const resourceDraft = z.object({
  kind: kindName,
  metadata: z.object({
    name: identifier,
    labels: z.record(z.string(), z.string()).exactOptional(),
    annotations: z.record(z.string(), z.string()).exactOptional(),
    ownerReferences: z.array(ownerReference).exactOptional(),
  }),
  spec: z.record(z.string(), z.unknown()),
});
export type ResourceDraft = z.infer<typeof resourceDraft>;

/** What a person changed of a resource, with the version that they saw. */
export const resourceEdit = z.object({
  kind: kindName,
  uid,
  resourceVersion,
  metadata: z.object({
    name: identifier,
    labels: z.record(z.string(), z.string()),
    annotations: z.record(z.string(), z.string()),
  }),
  spec: z.record(z.string(), z.unknown()),
});
export type ResourceEdit = z.infer<typeof resourceEdit>;

const cell = z.union([z.string(), z.number(), z.boolean(), z.null()]);
export type Cell = z.infer<typeof cell>;

/** One line of a table: what lists need of a resource, and the kind's own columns in `cells`. */
export const row = z.object({
  kind: kindName,
  uid,
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  ready: conditionStatus,
  /** Reason and message of the Ready condition. */
  reason: z.string(),
  message: z.string(),
  /** Since when `ready` is as it is; ISO 8601. */
  since: z.string().exactOptional(),
  /** Something is being done about it. */
  progressing: z.boolean(),
  /** Nothing is going to change until a person changes something: the reconciler gave up, or runs in circles. */
  stuck: z.boolean(),
  generation: z.number(),
  observedGeneration: z.number().exactOptional(),
  deleting: z.boolean(),
  /** Nothing is done about it for the time being, by itself, with its kind or with everything. */
  paused: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
  cells: z.record(z.string(), cell),
});
export type Row = z.infer<typeof row>;

export const column = z.object({
  id: z.string(),
  title: z.string(),
  /** Path within the resource, also what the engine sorts by. */
  path: z.string(),
  type: z.enum(["text", "number", "time", "state"]),
});
export type Column = z.infer<typeof column>;

export const kindInfo = z.object({
  kind: kindName,
  plural: z.string(),
  description: z.string(),
  /** JSON Schema (2020-12) of the spec, with titles and descriptions for the form. */
  specSchema: z.record(z.string(), z.unknown()),
  /** A spec that is valid as it stands, to start a new resource from. */
  specTemplate: z.record(z.string(), z.unknown()),
  columns: z.array(column),
  /** The field of the spec that tells one machine from another of its owner's. */
  identity: z.string().exactOptional(),
});
export type KindInfo = z.infer<typeof kindInfo>;

export const cause = z.enum(["event", "manual", "periodic", "retry", "owner", "startup"]);
/** Times in ms since the epoch. */
export const reason = z.object({
  cause,
  message: z.string(),
  count: z.number(),
  firstAt: z.number(),
  lastAt: z.number(),
  eventId: z.string().exactOptional(),
  actor: z.string().exactOptional(),
});
export type Reason = z.infer<typeof reason>;

export const workState = z.enum(["ready", "processing", "delayed", "backoff", "paused"]);
export type WorkState = z.infer<typeof workState>;

/** Times in ms since the epoch. */
export const workItem = z.object({
  resourceKind: kindName,
  resourceUid: uid,
  /** The resource's name, where it still exists. */
  name: z.string().exactOptional(),
  state: workState,
  reasons: z.array(reason),
  attempts: z.number(),
  priority: z.number(),
  since: z.number(),
  notBefore: z.number().exactOptional(),
  /** The error of the last attempt, where it failed. */
  lastError: z.string().exactOptional(),
  /** Since when a reconcile that was told to stop, and does not, has been in the way. */
  stuckSince: z.number().exactOptional(),
});
export type WorkItem = z.infer<typeof workItem>;

export const queueCounts = z.object({
  ready: z.number(),
  processing: z.number(),
  delayed: z.number(),
  backoff: z.number(),
  paused: z.number(),
});

export const pause = z.object({
  /** Everything, where no kind is named; a whole kind, where no uid is. */
  kind: kindName.exactOptional(),
  uid: uid.exactOptional(),
  /** Of the one resource, where it still exists. */
  name: z.string().exactOptional(),
  reason: z.string(),
  actor: z.string(),
  /** ms since the epoch. */
  since: z.number(),
});
export type Pause = z.infer<typeof pause>;

/** What a condition became when it changed. */
export const conditionChange = condition.pick({ type: true, status: true, reason: true });
export type ConditionChange = z.infer<typeof conditionChange>;

/** A CloudEvent as the screens see it. */
export const fleetEvent = z.object({
  /** The engine's number of it: orders events and pages through them. */
  position: z.number(),
  id: z.string(),
  type: z.string(),
  source: z.string(),
  time: z.string(),
  kind: z.string().exactOptional(),
  uid: z.string().exactOptional(),
  /** The resource's name: when it happened where the event tells it, else now. */
  name: z.string().exactOptional(),
  causationId: z.string().exactOptional(),
  correlationId: z.string().exactOptional(),
  /** Who did what it tells of. */
  actor: z.string().exactOptional(),
  /** Where it tells that a condition changed. */
  became: conditionChange.exactOptional(),
  data: z.unknown(),
});
export type FleetEvent = z.infer<typeof fleetEvent>;

/** Times in ms since the epoch. */
export const reconcileRecord = z.object({
  position: z.number(),
  resourceKind: kindName,
  resourceUid: uid,
  startedAt: z.number(),
  durationMs: z.number(),
  attempt: z.number(),
  reasons: z.array(reason),
  outcome: z.enum(["succeeded", "requeued", "failed", "terminal", "aborted", "gone"]),
  generation: z.number().exactOptional(),
  actions: z.array(z.string()),
  error: z.string().exactOptional(),
  nextAt: z.number().exactOptional(),
  /** So many checks in a row that found nothing are kept as this one, the last. */
  repeats: z.number().exactOptional(),
  firstStartedAt: z.number().exactOptional(),
});
export type ReconcileRecord = z.infer<typeof reconcileRecord>;

export const revision = z.object({
  generation: z.number(),
  /** ISO 8601. */
  at: z.string(),
  actor: z.string().exactOptional(),
  spec: z.record(z.string(), z.unknown()),
});
export type Revision = z.infer<typeof revision>;

export const plan = z.object({
  /** What the reconciler would do, in order, in plain words. */
  steps: z.array(z.object({ action: z.string(), description: z.string() })),
  /** The conditions that it would set. */
  conditions: z.array(condition),
  /** The types of the events that it would emit. */
  events: z.array(z.string()),
});

export const kindSummary = z.object({
  kind: kindName,
  plural: z.string(),
  total: z.number(),
  ready: z.number(),
  notReady: z.number(),
  unknown: z.number(),
  deleting: z.number(),
  /** Whose newest generation no finished reconcile has seen. */
  unobserved: z.number(),
});
export type KindSummary = z.infer<typeof kindSummary>;

/** One second's worth of the engine's doings. */
export const sample = z.object({
  /** ms since the epoch. */
  at: z.number(),
  queued: z.number(),
  /** Came into the queue. */
  added: z.number(),
  reconciled: z.number(),
  failed: z.number(),
  /** Mean duration of the second's reconciles, ms. */
  meanMs: z.number(),
  /** How long half, and 95 of 100, of what workers took had been ready for at the most, ms; 0 when they took nothing. */
  waitP50Ms: z.number(),
  waitP95Ms: z.number(),
});

export const importProblem = z.object({
  file: z.string(),
  /** Counted from 1. */
  line: z.number().exactOptional(),
  name: z.string().exactOptional(),
  message: z.string(),
});
export type ImportProblem = z.infer<typeof importProblem>;

const twin = z.object({
  kind: kindName,
  /** Of the new one. */
  name: z.string(),
  /** The field that both share, and what it holds. */
  field: z.string(),
  value: z.string(),
  /** The name of the one that is there, and of its owner where it has one. */
  existing: z.string(),
  owner: z.string().exactOptional(),
  /** The new one would belong to the same owner: it is the one that is there under another name. */
  renamed: z.boolean(),
});

export const importPreview = z.object({
  /** Names this preview when it is applied. */
  id: z.string(),
  created: z.number(),
  changed: z.number(),
  unchanged: z.number(),
  wrong: z.number(),
  /** The first so many of each, for the eye. */
  items: z.array(
    z.object({
      kind: kindName,
      name: z.string(),
      verdict: z.enum(["new", "changed", "same"]),
      /** Dotted paths that differ. */
      changes: z.array(z.string()),
    }),
  ),
  problems: z.array(importProblem),
  /** How many new ones may be what is there already under another owner, and the first of them. */
  twins: z.object({ count: z.number(), first: twin }).exactOptional(),
});
export type ImportPreview = z.infer<typeof importPreview>;
