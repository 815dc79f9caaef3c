import { z } from "zod";
import { alertCondition } from "./alert-rule.ts";
import * as bulk from "./bulk.ts";
import * as model from "./model.ts";
import * as past from "./past.ts";
import { preferences, preferencesChange } from "./preferences.ts";
import {
  bulkTarget,
  eventQuery,
  importId,
  limit,
  nothing,
  offset,
  ref,
  scope,
  tablePage,
  tableQuery,
  text,
  timeRange,
} from "./questions.ts";
import { tableLayout, tableView, viewId } from "./views.ts";
import { delayMs, pauseReason, priority } from "./work.ts";

const bulkRef = z.object({ id: z.string().max(100) });
/** What a file holds, or the wish that the application asks the user for one. */
const importSource = z.discriminatedUnion("from", [
  z.object({ from: z.literal("dialog") }),
  z.object({ from: z.literal("text"), name: z.string().max(1_000), text: z.string().max(64 * 1024 * 1024) }),
]);

/** What a window may ask of the application: each a request and a reply. */
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
