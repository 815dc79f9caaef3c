import { isRecord } from "../is-record.ts";
import { conditionsOf } from "../resource/condition.ts";
import type { ResourceRef } from "../resource/resource.ts";
import { parseStored } from "../storage/sqlite/parse-stored.ts";
import type { SqliteQueries } from "../storage/sqlite/queries.ts";
import { type LiveWork, placeIn, placeOfLive, type WorkThen } from "./past-work.ts";

/** A condition as its event told it when its status became what it was. */
export interface ConditionThen {
  type: string;
  status: string;
  reason: string;
  message: string;
  /** ISO 8601. */
  lastTransitionTime: string;
}

export interface SpecOfThen {
  generation: number;
  /** ISO 8601: since when. */
  at: string;
  actor?: string;
  spec: unknown;
}

/** A resource as it was. What is absent is not kept any more. */
export interface ResourceAtTime {
  labels?: Record<string, string>;
  spec?: SpecOfThen;
  conditions: ConditionThen[];
  work?: WorkThen;
}

const RECORDS_A_PAGE = 100;

/** A resource that existed at a time, as far as the logs tell; `at` in ms since the epoch. */
export function resourceAt(
  queries: SqliteQueries,
  ref: ResourceRef,
  at: number,
  live: LiveWork | undefined,
): ResourceAtTime {
  const spec = specAt(queries, ref, at);
  const labels = labelsAt(queries, ref, at);
  const work = workAt(queries, ref, at) ?? (live && placeOfLive(live, at));
  return {
    ...(labels !== undefined && { labels }),
    ...(spec !== undefined && { spec }),
    conditions: conditionsAt(queries, ref, at),
    ...(work !== undefined && { work }),
  };
}

function specAt(queries: SqliteQueries, ref: ResourceRef, at: number): SpecOfThen | undefined {
  const then = queries.ofPast((past) => past.specAfter(ref, past.revisionUntil(at)));
  if (then === undefined || Date.parse(then.at) > at) return undefined;
  const { generation, actor, text } = then;
  return {
    generation,
    at: then.at,
    ...(actor !== null && { actor }),
    spec: parseStored(text, `revision ${generation} of ${ref.kind}/${ref.uid}`),
  };
}

function labelsAt(queries: SqliteQueries, ref: ResourceRef, at: number): Record<string, string> | undefined {
  return queries.ofPast((past) => {
    for (const { metadata } of past.changes(ref, past.eventUntil(at))) {
      if (isRecord(metadata) && isRecord(metadata["labels"])) return textsOf(metadata["labels"]);
    }
    return undefined;
  });
}

function textsOf(labels: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(Object.entries(labels).map(([key, value]) => [key, String(value)]));
}

function conditionsAt(queries: SqliteQueries, ref: ResourceRef, at: number): ConditionThen[] {
  const found = new Map<string, ConditionThen>();
  const add = (data: unknown): void => {
    const condition = conditionIn(data);
    if (condition !== undefined && !found.has(condition.type)) found.set(condition.type, condition);
  };
  queries.ofPast((past) => {
    for (const data of past.changes(ref, past.eventUntil(at))) add(data);
    // What has not changed since, though the event that told of it is not kept.
    for (const condition of conditionsOf(past.statusNow(ref)) ?? []) {
      if (Date.parse(condition.lastTransitionTime) <= at) add(condition);
    }
  });
  return [...found.values()].toSorted((a, b) => (a.type < b.type ? -1 : 1));
}

function conditionIn(data: unknown): ConditionThen | undefined {
  if (!isRecord(data)) return undefined;
  const { type, status, reason, message, lastTransitionTime } = data;
  const texts = [type, status, reason, message, lastTransitionTime];
  if (texts.some((text) => typeof text !== "string")) return undefined;
  return {
    type: String(type),
    status: String(status),
    reason: String(reason),
    message: String(message),
    lastTransitionTime: String(lastTransitionTime),
  };
}

function workAt(queries: SqliteQueries, { kind, uid }: ResourceRef, at: number): WorkThen | undefined {
  let earliest: WorkThen | undefined;
  let before: number | undefined;
  for (;;) {
    const page = queries.recordsPage({ kind, uid, limit: RECORDS_A_PAGE, ...(before !== undefined && { before }) });
    for (const { position, record } of page) {
      before = position;
      // Newest first: the first that had ended by then ends the search.
      if (record.startedAt + record.durationMs < at) return earliest;
      earliest = placeIn(record, at) ?? earliest;
    }
    if (page.length < RECORDS_A_PAGE) return earliest;
  }
}
