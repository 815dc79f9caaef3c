import { z } from "zod";
import * as bulk from "./bulk.ts";
import * as heat from "./heat.ts";
import { mapMessage, mapQuery } from "./map.ts";
import * as model from "./model.ts";
import * as past from "./past.ts";
import { alertCondition } from "./alert-rule.ts";
import { happening, notice } from "./notice.ts";
import { preferences, preferencesChange } from "./preferences.ts";
import { MAX_QUERY_LENGTH } from "./query/query.ts";
import { tableLayout, tableView, tableViews, viewId } from "./views.ts";
import { delayMs, pauseReason, priority } from "./work.ts";

/**
 * Everything that a window may ask of the application (`calls`: a request, a reply) and follow (`streams`: a request, then
 * messages until it is closed). Both sides parse what they get with these schemas; nothing else crosses.
 */

const offset = z.number().int().min(0).max(10_000_000).default(0);
const limit = z.number().int().min(1).max(500);
const nothing = z.object({});
const ref = model.resourceRef;
const text = z.string().max(1_000);

export const tableQuery = z.object({
  kind: model.kindName,
  /** What `parseQuery` reads; without it all of the kind. */
  query: z.string().max(MAX_QUERY_LENGTH).exactOptional(),
  sort: z.object({ by: text, direction: z.enum(["asc", "desc"]) }).default({ by: "metadata.name", direction: "asc" }),
  /** Paths of the spec or the status whose values the rows hold beside their kind's columns, in `cells` by the path. */
  fields: z.array(text).max(32).default([]),
});
export type TableQuery = z.input<typeof tableQuery>;

/** Which resources a bulk action is done to: those named, all that match but a few, or what is in the queue. */
const bulkTarget = z.union([
  z.object({ refs: z.array(ref).min(1).max(10_000) }),
  z.object({ query: tableQuery.omit({ sort: true, fields: true }), except: z.array(model.uid).max(10_000) }),
  z.object({
    queue: z.object({ state: model.workState.exactOptional(), search: text.exactOptional() }),
    /** As `kind/uid`. */
    except: z.array(z.string().max(400)).max(10_000),
  }),
]);
export type BulkTarget = z.input<typeof bulkTarget>;
const bulkRef = z.object({ id: z.string().max(100) });

const tablePage = z.object({ rows: z.array(model.row), total: z.number(), sequence: z.number() });
const queueQuery = z.object({ state: model.workState.exactOptional(), search: text.exactOptional(), offset, limit });
const eventQuery = z.object({
  /** As in `subscribe`: `*` one segment, `**` one or more. */
  pattern: text.default("**"),
  kind: model.kindName.exactOptional(),
  uid: model.uid.exactOptional(),
});
/** Only events that were logged between these times, both included. */
const timeRange = z.object({ from: past.moment.exactOptional(), to: past.moment.exactOptional() });
const scope = z.object({ kind: model.kindName.exactOptional(), uid: model.uid.exactOptional() });

const importId = z.string().max(100);
/** What a file holds, or the wish that the application asks the user for one. */
const importSource = z.discriminatedUnion("from", [
  z.object({ from: z.literal("dialog") }),
  z.object({ from: z.literal("text"), name: z.string().max(1_000), text: z.string().max(64 * 1024 * 1024) }),
]);

export const calls = {
  "app.info": {
    request: nothing,
    reply: z.object({
      version: z.string(),
      dataDir: z.string(),
      platform: z.string(),
      electron: z.string(),
      /** Who acts here: the name of the operating system's user. */
      actor: z.string(),
    }),
  },
  "preferences.get": { request: nothing, reply: preferences },
  /** Changes what it names and leaves the rest. */
  "preferences.set": {
    request: preferencesChange,
    reply: preferences,
  },
  /** Keeps a view, in the place of the one with its id where there is one. The `views` stream shows it in all windows. */
  "views.save": { request: tableView, reply: nothing },
  "views.delete": { request: z.object({ id: viewId }), reply: nothing },
  /** Makes a view what its kind's table opens with, or none. */
  "views.setDefault": { request: z.object({ kind: model.kindName, id: viewId.nullable() }), reply: nothing },
  /** Remembers how the table is arranged: of a view, or of the kind without one. */
  "views.arrange": {
    request: z.object({
      kind: model.kindName,
      id: viewId.exactOptional(),
      layout: tableLayout.exactOptional(),
      sort: text.exactOptional(),
    }),
    reply: nothing,
  },
  /** Marks notices as read; all of them, where none is named. */
  "notices.markRead": { request: z.object({ ids: z.array(z.number()).max(1_000).exactOptional() }), reply: nothing },
  "notices.clear": { request: nothing, reply: nothing },
  /** Opens another window at a place, which is a URL's hash. */
  "windows.open": {
    request: z.object({
      place: z.string().max(2_000).regex(/^#/, "must start with #"),
    }),
    reply: nothing,
  },
  /** What was typed in the window and is not applied: all of it, each time. Before the window closes, its user is asked. */
  "windows.reportDrafts": {
    request: z.object({ titles: z.array(z.string().max(300)).max(100) }),
    reply: nothing,
  },
  /** Shows the data directory in the system's file manager. */
  "app.openDataFolder": { request: nothing, reply: nothing },

  /** Starts the engine again after it failed. The `engine` stream tells how it went. */
  "engine.restart": { request: nothing, reply: nothing },
  /** Sets the damaged database aside, puts the newest good backup in its place and starts the engine. */
  "engine.restoreBackup": { request: nothing, reply: nothing },

  "kinds.list": { request: nothing, reply: z.array(model.kindInfo) },

  "resources.page": { request: tableQuery.extend({ offset, limit }), reply: tablePage },
  "resources.get": { request: ref, reply: model.resource.nullable() },
  /** What queries and columns of a kind can name, as far as its resources have it now; the first few hundred of each. */
  "resources.keys": {
    request: z.object({ kind: model.kindName }),
    reply: z.object({ labels: z.array(z.string()), status: z.array(z.string()), conditions: z.array(z.string()) }),
  },
  /** Values that resources have for a key of a query, beginning with `prefix`; the first few. */
  "resources.values": {
    request: z.object({ kind: model.kindName, key: text, prefix: text }),
    reply: z.array(z.string()),
  },
  "resources.create": { request: model.resourceDraft, reply: model.resource },
  "resources.update": { request: model.resourceEdit, reply: model.resource },
  "resources.delete": {
    request: ref.extend({
      propagation: z.enum(["background", "foreground", "orphan"]),
      resourceVersion: z.string().max(64).exactOptional(),
    }),
    reply: z.object({ gone: z.boolean() }),
  },
  /** What would go with a resource; nothing is changed. */
  "resources.deletionReach": { request: ref, reply: bulk.deletionReach },
  "resources.related": {
    request: ref,
    reply: z.object({
      owners: z.array(model.row),
      dependents: z.array(model.row),
      /** All of them; `dependents` holds the first so many. */
      dependentsTotal: z.number(),
    }),
  },
  /** What a reconcile of the edit or of a new resource would do; nothing is written and no machine is touched. */
  "resources.plan": { request: z.union([model.resourceEdit, model.resourceDraft.strict()]), reply: model.plan },
  /** Of how many resources a rule's condition holds now, and whether any has a condition of its type at all. */
  "alerts.preview": { request: alertCondition, reply: z.object({ matching: z.number(), isKnown: z.boolean() }) },
  "resources.records": {
    request: ref.extend({ before: z.number().exactOptional(), limit }),
    reply: z.array(model.reconcileRecord),
  },
  "resources.revisions": { request: ref.extend({ limit }), reply: z.array(model.revision) },

  "work.enqueue": {
    request: ref.extend({ delayMs: delayMs.exactOptional(), priority: priority.exactOptional() }),
    /** `soonerAt`: when it is due anyway, where that is before what was asked for; ms since the epoch. */
    reply: z.object({ soonerAt: z.number().nullable() }),
  },
  "work.cancel": { request: ref, reply: nothing },
  "work.retryNow": { request: ref, reply: nothing },
  "work.forgetBackoff": { request: ref, reply: nothing },
  "work.moveToFront": { request: ref, reply: nothing },
  "work.pause": { request: scope.extend({ reason: pauseReason }), reply: nothing },
  "work.resume": { request: scope, reply: nothing },
  /** Runs exactly one paused item of the scope. */
  "work.step": {
    request: scope,
    reply: z.object({ ran: ref.extend({ name: z.string().exactOptional() }).nullable() }),
  },

  /** What an action on many would do, and to which; nothing is changed. `bulk.start` does it as it was seen. */
  "bulk.preview": { request: z.object({ target: bulkTarget, action: bulk.bulkAction }), reply: bulk.bulkPreview },
  /**
   * Begins to do it in the background; the `bulk` stream tells how it goes. An export asks where to first: `id` is null when
   * the user thought better of it. `count` is `affected` of the preview, as the user saw it.
   */
  "bulk.start": {
    request: z.object({ preview: z.string().max(100), count: z.number().int() }),
    reply: z.object({ id: z.string().nullable() }),
  },
  "bulk.stop": { request: bulkRef, reply: nothing },
  /** Takes back what was done, unless somebody has changed it since: runs like any other. */
  "bulk.undo": { request: bulkRef, reply: bulkRef },
  /** Forgets what came of one that has ended. */
  "bulk.forget": { request: bulkRef, reply: nothing },
  /** What came of each, in order. */
  "bulk.results": {
    request: bulkRef.extend({ only: bulk.bulkOutcome.exactOptional(), offset, limit }),
    reply: z.object({ results: z.array(bulk.bulkResult), total: z.number() }),
  },

  /** The first resources whose names hold the text. */
  "map.find": {
    request: z.object({ text: text.min(1), limit: z.number().int().min(1).max(50) }),
    reply: z.array(model.resourceRef.extend({ name: z.string() })),
  },

  "events.page": {
    request: eventQuery.extend({ ...timeRange.shape, before: z.number().exactOptional(), limit }),
    reply: z.array(model.fleetEvent),
  },
  /** The types of events that there are, in their order; the first few hundred. */
  "events.types": { request: nothing, reply: z.array(z.string()) },
  /** How many there were over time: from the oldest that is kept until now, where no times are named. */
  "events.density": {
    request: eventQuery.extend({ ...timeRange.shape, stretches: z.number().int().min(1).max(400) }),
    reply: past.density,
  },
  "events.chain": { request: z.object({ id: text }), reply: past.eventChain.nullable() },
  /** Asks where to, then writes the events there, newest first. `path` is null when the user thought better of it. */
  "events.export": {
    request: eventQuery.extend({ ...timeRange.shape, format: z.enum(["jsonl", "json"]) }),
    reply: z.object({ path: z.string().nullable(), count: z.number() }),
  },
  /** Ends the window's own export; no file is left of it. */
  "events.cancelExport": { request: nothing, reply: nothing },

  "time.kept": { request: nothing, reply: past.keptPast },
  /** When the nearest event before or after a time was; null when there is none. */
  "time.neighbour": {
    request: z.object({ at: past.moment, direction: z.enum(["back", "forward"]), uid: model.uid.exactOptional() }),
    reply: z.object({ at: z.number().nullable() }),
  },
  "time.fleet": { request: z.object({ at: past.moment, limit }), reply: past.fleetThen },
  "time.resource": { request: ref.extend({ at: past.moment }), reply: past.resourceThen },
  "time.queue": { request: z.object({ at: past.moment, limit }), reply: past.queueThen },
  "time.changes": { request: z.object({ from: past.moment, to: past.moment, limit }), reply: past.fleetChanges },

  "import.preview": { request: z.object({ source: importSource }), reply: model.importPreview.nullable() },
  "import.apply": {
    request: z.object({ id: importId, skipWrong: z.boolean() }),
    reply: z.object({
      created: z.number(),
      changed: z.number(),
      unchanged: z.number(),
      wrong: z.number(),
      /** The first of what was wrong. */
      problems: z.array(model.importProblem),
      /** How many were not written because it was stopped. */
      left: z.number(),
    }),
  },
  /** What is written by then stays; the reply to `import.apply` says how much that is. */
  "import.stop": { request: z.object({ id: importId }), reply: nothing },
  /** Asks where to, then writes there what import reads. `path` is null when the user thought better of it. */
  "export.save": {
    request: z.object({ kind: model.kindName.exactOptional(), format: z.enum(["yaml", "json"]) }),
    reply: z.object({ path: z.string().nullable(), count: z.number() }),
  },
  "demo.create": {
    request: z.object({ nodes: z.number().int().min(1).max(100_000).default(48) }),
    reply: z.object({ created: z.number() }),
  },
} as const;

/**
 * A message is sent when what it shows has changed. One that only its `sequence` tells from the one before is sent at most
 * once a second, so that a view knows that it is still up to date.
 */
export const streams = {
  /** Whether the engine is there, and its newest sequence, at least once a second: a view that has painted less is behind. */
  engine: {
    request: nothing,
    message: z.object({
      state: z.enum(["starting", "running", "stopping", "stopped", "failed"]),
      /** When the engine that it speaks of was started, or this process if none was; ms since the epoch. */
      startedAt: z.number(),
      /** What is wrong and what to do, in plain words. */
      problem: z.string().exactOptional(),
      /** When it is started again without anybody's doing; ms since the epoch. */
      restartsAt: z.number().exactOptional(),
      /** What a person can try when it failed, the best first; the calls of the same names do it. */
      remedies: z.array(z.enum(["engine.restart", "engine.restoreBackup", "app.openDataFolder"])).default([]),
      sequence: z.number(),
      /** ms since the epoch. */
      at: z.number(),
      /** The broad ones first; of those of single resources the first few. */
      paused: z.array(model.pause),
      /** How many more there are. */
      morePaused: z.number().exactOptional(),
    }),
  },
  /** What all windows keep of tables: views and how columns are arranged. */
  views: { request: nothing, message: tableViews },
  summary: {
    request: nothing,
    message: z.object({
      kinds: z.array(model.kindSummary),
      /** The resources that need a person first: not ready for the longest time. */
      notReady: z.array(model.row),
      counts: model.queueCounts,
      /** The last few minutes, one a second, oldest first. */
      samples: z.array(model.sample),
      sequence: z.number(),
    }),
  },
  table: { request: tableQuery.extend({ offset, limit }), message: tablePage },
  /**
   * The machines of a kind by rack. The first message is `whole`; the others say what differs from what was said before.
   * Cells are of all machines in a small fleet, of those in `rack` in a large one.
   */
  heatmap: {
    request: z.object({ kind: model.kindName, mode: heat.heatMode, rack: text.exactOptional() }),
    message: z.object({
      whole: z.boolean(),
      racks: z.array(heat.heatRack),
      goneRacks: z.array(z.string()),
      cells: z.array(heat.heatCell),
      goneCells: z.array(z.string()),
      /** How many there are in all racks. */
      machines: z.number(),
      sequence: z.number(),
    }),
  },
  /** Owners and dependents, folded where they are many. */
  map: { request: mapQuery, message: mapMessage },
  resource: {
    request: ref,
    message: z.object({
      resource: model.resource.nullable(),
      work: model.workItem.nullable(),
      /** What keeps it from being reconciled. */
      pause: model.pause.nullable(),
      sequence: z.number(),
    }),
  },
  queue: {
    request: queueQuery,
    message: z.object({
      counts: model.queueCounts,
      items: z.array(model.workItem),
      total: z.number(),
      workers: z.array(
        z.object({
          slot: z.number(),
          item: model.resourceRef.extend({ name: z.string().exactOptional() }).nullable(),
          since: z.number(),
        }),
      ),
      sequence: z.number(),
    }),
  },
  /** The actions on many that run, and the last that ended, oldest first. */
  bulk: { request: nothing, message: z.object({ jobs: z.array(bulk.bulkJob), sequence: z.number() }) },
  /**
   * New events from the moment of subscribing on, oldest first. At least `skipped` of them were left out because they came
   * faster than the window took them; `events.page` has them all.
   */
  events: {
    request: eventQuery,
    message: z.object({ events: z.array(model.fleetEvent), skipped: z.number(), sequence: z.number() }),
  },
  /** How far an import is that is being applied; null when it is not, or no longer. */
  importProgress: {
    request: z.object({ id: importId }),
    message: z.object({ progress: z.object({ done: z.number(), total: z.number() }).nullable() }),
  },
  /** How far the window's own export of events is; null when there is none. */
  eventExport: {
    request: nothing,
    message: z.object({ progress: z.object({ written: z.number(), total: z.number() }).nullable() }),
  },
  /** What the user chose, in whichever window. */
  preferences: { request: nothing, message: preferences },
  /** What happened lately, newest first, for all windows. */
  notices: { request: nothing, message: z.object({ notices: z.array(notice), unread: z.number() }) },
  /** What the application's menu or another process asks the window to do. */
  commands: {
    request: nothing,
    message: z.object({
      command: z.enum([
        "import",
        "export",
        "new-resource",
        "palette",
        "shortcuts",
        "toggle-theme",
        "discard-drafts",
        "notice",
        "show",
      ]),
      /** What a `notice` tells the user. */
      text: z.string().exactOptional(),
      /** What to `show` more of. */
      happening: happening.exactOptional(),
    }),
  },
} as const;

export type CallName = keyof typeof calls;
/** A request as the caller writes it; what has a default may be left out. */
export type CallRequest<N extends CallName> = z.input<(typeof calls)[N]["request"]>;
/** A request as the answering side gets it: checked and complete. */
export type CheckedRequest<N extends CallName> = z.output<(typeof calls)[N]["request"]>;
export type CallReply<N extends CallName> = z.output<(typeof calls)[N]["reply"]>;
export type StreamName = keyof typeof streams;
export type StreamRequest<N extends StreamName> = z.input<(typeof streams)[N]["request"]>;
export type CheckedStreamRequest<N extends StreamName> = z.output<(typeof streams)[N]["request"]>;
export type StreamMessage<N extends StreamName> = z.output<(typeof streams)[N]["message"]>;

/** Why a call failed, as it crosses to the window. */
export const callError = z.object({
  code: z.enum(["Invalid", "NotFound", "AlreadyExists", "Conflict", "Closed", "Unavailable", "Internal"]),
  message: z.string(),
  field: z.string().exactOptional(),
});
export type CallError = z.infer<typeof callError>;

/** A reply as it crosses: either the value or why there is none. */
export type Envelope = { ok: true; value: unknown } | { ok: false; error: CallError };
