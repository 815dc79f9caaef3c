import type { ReconcileRecord } from "../reconcile/record.ts";
import type { WorkItem } from "../reconcile/work-item.ts";
import type { Reason } from "../reconcile/reason.ts";
import type { ResourceRef } from "../resource/resource.ts";
import type { SqliteQueries } from "../storage/sqlite/queries.ts";
import { Turns } from "../turns.ts";

/** What a reconcile that came later waited for. */
export type WaitingFor = "turn" | "retry" | "check";

/** A resource's place in the queue of then. Times in ms since the epoch. */
export interface WorkThen extends ResourceRef {
  state: "processing" | WaitingFor;
  /** Since when. */
  since: number;
  /** When what it was in, or waited for, ended; absent when it has not run since. */
  endedAt?: number;
  reasons: readonly Reason[];
  attempt: number;
  /** Of the reconcile that it was in or waited for. */
  outcome?: ReconcileRecord["outcome"];
  actions?: readonly string[];
  error?: string;
}

/** A place in the queue of now. */
export type LiveWork = Pick<WorkItem, "resourceKind" | "resourceUid" | "state" | "since" | "reasons" | "attempts">;

export interface QueueThen {
  processing: WorkThen[];
  /** For their turn, or to be tried again; the longest first. */
  waiting: WorkThen[];
  processingTotal: number;
  waitingTotal: number;
  /** How many waited for a regular check that was not due. */
  checksTotal: number;
  /** Reconciles that were recorded after this time were not looked at; absent when all were. */
  lookedUntil?: number;
}

const RECORDS_A_STRETCH = 500;
const MAX_RECORDS = 100_000;

/** The place that a record says its resource had at a time; undefined where it says nothing of it. */
export function placeIn(record: ReconcileRecord, at: number): WorkThen | undefined {
  const { startedAt, durationMs, reasons, attempt, outcome, actions, error } = record;
  const endedAt = startedAt + durationMs;
  if (endedAt < at) return undefined;
  const told = {
    kind: record.resourceKind,
    uid: record.resourceUid,
    endedAt,
    reasons,
    attempt,
    outcome,
    actions,
    ...(error !== undefined && { error }),
  };
  if (startedAt <= at) return { ...told, state: "processing", since: startedAt };
  // Of checks that found nothing only the last is kept whole: how it stood between them is not.
  if (record.repeats !== undefined) return undefined;
  const wait = waitOf(reasons, at);
  return wait && { ...told, ...wait };
}

/** The place that what is in the queue now had then, if it was in it already. */
export function placeOfLive(work: LiveWork, at: number): WorkThen | undefined {
  const { resourceKind: kind, resourceUid: uid, reasons, attempts: attempt, since } = work;
  if (work.state === "processing" && since <= at) return { kind, uid, state: "processing", since, reasons, attempt };
  const wait = waitOf(reasons, at);
  return wait && { kind, uid, ...wait, reasons, attempt };
}

/**
 * The queue as far as the records of reconciles tell: what each was in or waited for is what it ran for later. A place of a
 * resource that was deleted before its turn is in no record.
 */
export async function queueAt(
  queries: SqliteQueries,
  live: () => Iterable<LiveWork>,
  at: number,
  limit: number,
): Promise<QueueThen> {
  const places = new Map<string, WorkThen>();
  const add = (place: WorkThen | undefined): void => {
    const key = `${place?.kind}/${place?.uid}`;
    // The records come in order: the first that speaks of the time is the one.
    if (place !== undefined && !places.has(key)) places.set(key, place);
  };
  const turns = new Turns();
  let position = queries.ofPast((_, records) => records.from(at));
  let lookedUntil: number | undefined;
  for (let looked = 0; ; looked += RECORDS_A_STRETCH) {
    const after = position;
    const stretch = queries.ofPast((_, records) => records.after(after, RECORDS_A_STRETCH));
    for (const { record } of stretch) add(placeIn(record, at));
    const last = stretch.at(-1);
    if (last === undefined || stretch.length < RECORDS_A_STRETCH) break;
    position = last.position;
    if (looked >= MAX_RECORDS) {
      lookedUntil = last.record.startedAt + last.record.durationMs;
      break;
    }
    await turns.pause();
  }
  if (lookedUntil === undefined) for (const work of live()) add(placeOfLive(work, at));
  return { ...summary(places.values(), limit), ...(lookedUntil !== undefined && { lookedUntil }) };
}

function summary(places: Iterable<WorkThen>, limit: number): QueueThen {
  const processing: WorkThen[] = [];
  const waiting: WorkThen[] = [];
  let checksTotal = 0;
  for (const place of places) {
    if (place.state === "check") checksTotal++;
    else (place.state === "processing" ? processing : waiting).push(place);
  }
  const longestFirst = (a: WorkThen, b: WorkThen): number => a.since - b.since;
  return {
    processing: processing.toSorted(longestFirst).slice(0, limit),
    waiting: waiting.toSorted(longestFirst).slice(0, limit),
    processingTotal: processing.length,
    waitingTotal: waiting.length,
    checksTotal,
  };
}

/** What it waited for, by the newest of the reasons that there were by then; undefined when there were none. */
function waitOf(reasons: readonly Reason[], at: number): Pick<WorkThen, "state" | "since"> | undefined {
  const known = reasons.filter(({ firstAt }) => firstAt <= at).toSorted((a, b) => a.firstAt - b.firstAt);
  const newest = known.at(-1);
  if (newest === undefined) return undefined;
  if (newest.cause === "retry") return { state: "retry", since: newest.firstAt };
  if (newest.cause === "periodic") return { state: "check", since: newest.firstAt };
  const first = known.find(({ cause }) => cause !== "periodic" && cause !== "retry") ?? newest;
  return { state: "turn", since: first.firstAt };
}
