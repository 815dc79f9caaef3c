import { z } from "zod";
import * as bulk from "./bulk.ts";
import * as heat from "./heat.ts";
import { mapMessage, mapQuery } from "./map.ts";
import * as model from "./model.ts";
import { happening, notice } from "./notice.ts";
import { preferences } from "./preferences.ts";
import {
  eventQuery,
  importId,
  limit,
  nothing,
  offset,
  queueQuery,
  ref,
  tablePage,
  tableQuery,
  text,
} from "./questions.ts";
import { tableViews } from "./views.ts";

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
