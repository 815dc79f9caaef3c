import { z } from "zod";
import * as model from "./model.ts";
import * as past from "./past.ts";
import { MAX_QUERY_LENGTH } from "./query/query.ts";

/** What calls and streams ask alike. */

export const offset = z.number().int().min(0).max(10_000_000).default(0);
export const limit = z.number().int().min(1).max(500);
export const nothing = z.object({});
export const ref = model.resourceRef;
export const text = z.string().max(1_000);

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
export const bulkTarget = z.union([
  z.object({ refs: z.array(ref).min(1).max(10_000) }),
  z.object({ query: tableQuery.omit({ sort: true, fields: true }), except: z.array(model.uid).max(10_000) }),
  z.object({
    queue: z.object({ state: model.workState.exactOptional(), search: text.exactOptional() }),
    /** As `kind/uid`. */
    except: z.array(z.string().max(400)).max(10_000),
  }),
]);
export type BulkTarget = z.input<typeof bulkTarget>;

export const tablePage = z.object({ rows: z.array(model.row), total: z.number(), sequence: z.number() });
export const queueQuery = z.object({
  state: model.workState.exactOptional(),
  search: text.exactOptional(),
  offset,
  limit,
});
export const eventQuery = z.object({
  /** As in `subscribe`: `*` one segment, `**` one or more. */
  pattern: text.default("**"),
  kind: model.kindName.exactOptional(),
  uid: model.uid.exactOptional(),
});
/** Only events that were logged between these times, both included. */
export const timeRange = z.object({ from: past.moment.exactOptional(), to: past.moment.exactOptional() });
export const scope = z.object({ kind: model.kindName.exactOptional(), uid: model.uid.exactOptional() });

/** Names the preview of an import, and the import itself. */
export const importId = z.string().max(100);
