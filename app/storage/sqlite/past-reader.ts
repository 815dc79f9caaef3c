import { isRecord } from "../../is-record.ts";
import type { ConditionStatus } from "../../resource/condition.ts";
import type { ResourceRef } from "../../resource/resource.ts";
import type { LogPositions, LogSpan } from "./log-positions.ts";
import { parseStored } from "./parse-stored.ts";
import type { StatementCache } from "./statement-cache.ts";

/** An event after which the fleet is not what it was. */
export interface FleetMark extends ResourceRef {
  position: number;
  /** ms since the epoch. */
  at: number;
  what: "created" | "deleted" | "readiness";
  /** Of a readiness. */
  status: ConditionStatus | null;
  /** ISO 8601; of what was deleted. */
  createdAt: string | null;
}

/** What is known of a resource that exists. */
export interface KnownResource extends ResourceRef {
  position: number;
  /** ISO 8601, as `readySince`. */
  createdAt: string;
  ready: ConditionStatus;
  readySince: string;
}

/** A spec as it was for a while. */
export interface SpecThen {
  generation: number;
  /** ISO 8601: since when. */
  at: string;
  actor: string | null;
  text: string;
}

/** What the logs tell of resources as they were, in pieces small enough that no one waits for them. */
export class PastReader {
  readonly #statements: StatementCache;
  readonly #positions: LogPositions;

  constructor(statements: StatementCache, positions: LogPositions) {
    this.#statements = statements;
    this.#positions = positions;
  }

  /** What the log of events still holds. */
  span(): LogSpan | undefined {
    return this.#positions.span("events");
  }

  eventUntil(at: number): number {
    return this.#positions.until("events", at);
  }

  revisionUntil(at: number): number {
    return this.#positions.until("revisions", at);
  }

  /** When the nearest event before or after `at` was logged, of one resource or of all; ms since the epoch. */
  neighbour(at: number, direction: "back" | "forward", uid?: string): number | undefined {
    return this.#positions.neighbour(at, direction, uid);
  }

  /** In order. Only changes that the engine made carry the mark `reconcile`: events from outside change no resource. */
  marks(after: number, until: number): FleetMark[] {
    return this.#statements
      .prepare<FleetMark>(
        `SELECT position, recorded_at AS at, kind, uid, what, status, createdAt FROM (
           SELECT position, recorded_at, kind, uid,
             CASE
               WHEN type GLOB '*.condition.Ready' THEN 'readiness'
               WHEN event ->> '$.data.metadata.uid' IS NULL THEN NULL
               WHEN type GLOB '*.created' THEN 'created'
               ELSE 'deleted'
             END AS what,
             CASE WHEN type GLOB '*.condition.Ready' THEN event ->> '$.data.status' END AS status,
             CASE WHEN type GLOB '*.deleted' THEN event ->> '$.data.metadata.createdAt' END AS createdAt
           FROM events
           WHERE position > ? AND position <= ? AND kind IS NOT NULL AND uid IS NOT NULL
             AND (type GLOB '*.condition.Ready' OR type GLOB '*.created' OR type GLOB '*.deleted')
             AND event ->> '$.reconcile' IS NOT NULL
         ) WHERE what IS NOT NULL ORDER BY position`,
      )
      .all(after, until);
  }

  /** By position, which is to be handed in for the next ones. */
  resources(after: number, limit: number): KnownResource[] {
    return this.#statements
      .prepare<KnownResource>(
        `SELECT position, kind, uid, created_at AS createdAt, ready, coalesce(ready_since, created_at) AS readySince
         FROM resources WHERE position > ? ORDER BY position LIMIT ?`,
      )
      .all(after, limit);
  }

  /** Whose specs were replaced by revisions at these positions, or went with the resource. */
  respecified(after: number, until: number): ResourceRef[] {
    return this.#statements
      .prepare<ResourceRef>("SELECT DISTINCT kind, uid FROM revisions WHERE position > ? AND position <= ?")
      .all(after, until);
  }

  /** The spec that held after the revision at `position` was put away: the next one that was, or the one that is. */
  specAfter({ kind, uid }: ResourceRef, position: number): SpecThen | undefined {
    const replaced = this.#statements.prepare<SpecThen>(
      `SELECT generation, at, actor, spec AS text FROM revisions
       WHERE uid = ? AND position > ? AND kind = ? ORDER BY position LIMIT 1`,
    );
    const current = this.#statements.prepare<SpecThen>(
      "SELECT generation, spec_at AS at, spec_actor AS actor, spec AS text FROM resources WHERE kind = ? AND uid = ?",
    );
    return replaced.get(uid, position, kind) ?? current.get(kind, uid);
  }

  /**
   * What the engine told of changes of a resource until a position: the resource whole, or a condition; newest first. Read as
   * it is asked for: between two of them nothing else can be read.
   */
  *changes({ kind, uid }: ResourceRef, until: number): Generator<Record<string, unknown>> {
    const events = this.#statements
      .prepare<{ position: number; event: string }>(
        `SELECT position, event FROM events
         WHERE uid = ? AND position <= ? AND kind = ? AND event ->> '$.reconcile' IS NOT NULL ORDER BY position DESC`,
      )
      .iterate(uid, until, kind);
    for (const { position, event } of events) {
      const { data } = parseStored<{ data?: unknown }>(event, `event ${position}`);
      if (isRecord(data)) yield data;
    }
  }

  /** The status that a resource has; undefined when it is gone. */
  statusNow({ kind, uid }: ResourceRef): unknown {
    const status = this.#statements.prepare<string>("SELECT status FROM resources WHERE kind = ? AND uid = ?");
    const text = status.pluck().get(kind, uid);
    return text === undefined ? undefined : parseStored(text, `status of ${kind}/${uid}`);
  }

  /** What the event at a position says. */
  dataAt(position: number): unknown {
    const event = this.#statements.prepare<string>("SELECT event FROM events WHERE position = ?").pluck().get(position);
    return event === undefined ? undefined : parseStored<{ data?: unknown }>(event, `event ${position}`).data;
  }
}
