import { isRecord } from "../is-record.ts";
import type { ReconcileRecord } from "../reconcile/record.ts";
import type { ResourceRef } from "../resource/resource.ts";
import type { LoggedEvent } from "../storage/sqlite/event-pages.ts";
import type { LoggedRecord } from "../storage/sqlite/history-pages.ts";
import type { SqliteQueries } from "../storage/sqlite/queries.ts";

/** An event or a reconcile, with what it led to below it. */
export type ChainLink =
  | { what: "event"; logged: LoggedEvent; depth: number }
  | { what: "record"; logged: LoggedRecord; depth: number };

export interface EventChain {
  /** As a tree is read: each link before what it led to. */
  links: ChainLink[];
  /** The id of an event that the first one names as its cause and that is not kept any more. */
  lostCause?: string;
  /** Whether there is more than `links` holds. */
  isCut: boolean;
}

const MAX_ANCESTORS = 20;
const MAX_LINKS = 200;
const MAX_DEPTH = 30;
/** So many of the newest reconciles of a resource are looked at for those that an event led to. */
const RECORDS_LOOKED_AT = 500;

/**
 * From the first cause of an event to all that followed from it: the events that name another as their cause, and the
 * reconciles that had it among their reasons.
 */
export function eventChain(queries: SqliteQueries, logged: LoggedEvent): EventChain {
  return new Chain(queries).around(logged);
}

class Chain {
  readonly #queries: SqliteQueries;
  readonly #links: ChainLink[] = [];
  readonly #seen = new Set<number>();
  readonly #records = new Map<string, LoggedRecord[]>();
  #isCut = false;

  constructor(queries: SqliteQueries) {
    this.#queries = queries;
  }

  around(logged: LoggedEvent): EventChain {
    const ancestors = this.#ancestors(logged);
    const first = ancestors[0] ?? logged;
    // Of what a cause far up led to only the way down to the event is shown, and everything below that.
    const way = new Set([...ancestors, logged].map(({ position }) => position));
    this.#follow(first, 0, way, logged.position);
    const lost = textOf(first.event["causationid"]);
    return { links: this.#links, ...(lost !== undefined && { lostCause: lost }), isCut: this.#isCut };
  }

  #ancestors(logged: LoggedEvent): LoggedEvent[] {
    const ancestors: LoggedEvent[] = [];
    const seen = new Set([logged.position]);
    for (let at = logged; ancestors.length < MAX_ANCESTORS;) {
      const cause = textOf(at.event["causationid"]);
      const above = cause === undefined ? undefined : this.#queries.eventById(cause);
      if (above === undefined || seen.has(above.position)) break;
      seen.add(above.position);
      ancestors.unshift(above);
      at = above;
    }
    return ancestors;
  }

  #follow(logged: LoggedEvent, depth: number, way: ReadonlySet<number>, wanted: number): void {
    if (!this.#add({ what: "event", logged, depth }) || depth > MAX_DEPTH) return;
    this.#seen.add(logged.position);
    const isAbove = way.has(logged.position) && logged.position !== wanted;
    const effects = this.#queries
      .eventsCausedBy(logged.event.id, { limit: MAX_LINKS })
      .filter(({ position }) => !this.#seen.has(position) && (!isAbove || way.has(position)));
    const emitted = new Set<number>();
    for (const record of this.#recordsOf(logged)) {
      const own = effects.filter((effect) => !emitted.has(effect.position) && isEmittedIn(effect, record.record));
      if (isAbove && own.length === 0) continue;
      if (!this.#add({ what: "record", logged: record, depth: depth + 1 })) return;
      for (const effect of own) {
        emitted.add(effect.position);
        this.#follow(effect, depth + 2, way, wanted);
      }
    }
    for (const effect of effects) if (!emitted.has(effect.position)) this.#follow(effect, depth + 1, way, wanted);
  }

  #add(link: ChainLink): boolean {
    if (this.#links.length >= MAX_LINKS) this.#isCut = true;
    else this.#links.push(link);
    return !this.#isCut;
  }

  /** The reconciles that had the event among their reasons: of its resource, or of an owner of that; oldest first. */
  #recordsOf({ event }: LoggedEvent): LoggedRecord[] {
    const [kind, uid] = [textOf(event["resourcekind"]), textOf(event["resourceuid"])];
    if (kind === undefined || uid === undefined) return [];
    const concerned = [{ kind, uid }, ...this.#ownersOf({ kind, uid }, event.data)];
    return concerned
      .flatMap((ref) => this.#recordsAbout(ref))
      .filter(({ record }) => record.reasons.some(({ eventId }) => eventId === event.id))
      .toSorted((a, b) => a.record.startedAt - b.record.startedAt);
  }

  #ownersOf({ kind, uid }: ResourceRef, data: unknown): ResourceRef[] {
    const metadata = isRecord(data) ? data["metadata"] : undefined;
    const references = isRecord(metadata) ? metadata["ownerReferences"] : undefined;
    if (Array.isArray(references)) {
      return references.flatMap((owner) =>
        isRecord(owner) && typeof owner["kind"] === "string" && typeof owner["uid"] === "string"
          ? [{ kind: owner["kind"], uid: owner["uid"] }]
          : [],
      );
    }
    return this.#queries.owners(kind, uid).map((owner) => ({ kind: owner.kind, uid: owner.metadata.uid }));
  }

  #recordsAbout({ kind, uid }: ResourceRef): LoggedRecord[] {
    const key = `${kind}/${uid}`;
    let records = this.#records.get(key);
    if (records === undefined) {
      records = this.#queries.recordsPage({ kind, uid, limit: RECORDS_LOOKED_AT });
      this.#records.set(key, records);
    }
    return records;
  }
}

/** Whether an event happened while a reconcile ran, by the hand of that reconcile's kind. */
function isEmittedIn({ event }: LoggedEvent, record: ReconcileRecord): boolean {
  const at = Date.parse(event.time ?? "");
  const isWithin = at >= record.startedAt && at <= record.startedAt + record.durationMs;
  if (!isWithin) return false;
  const { emittedby, actor, resourcekind, resourceuid } = event;
  if (emittedby === `${record.resourceKind}/${record.resourceUid}`) return true;
  if (actor !== `reconciler/${record.resourceKind}`) return false;
  return resourcekind !== record.resourceKind || resourceuid === record.resourceUid;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
