import { type HeapItem, IndexedHeap } from "../../app/indexed-heap.ts";
import { findCondition } from "../../app/resource/condition.ts";
import type { Filter } from "../../app/resource/filter.ts";
import type { Resource } from "../../app/resource/resource.ts";
import { matchesFilter } from "../../app/storage/matches-filter.ts";
import type { AlertCondition } from "../../shared/alert-rule.ts";
import type { Subject } from "../../shared/notice.ts";

/** A resource of which a rule's condition holds. */
interface Case extends HeapItem {
  subject: Subject;
  /** Whether it was told. */
  told: boolean;
}

export interface RuleEvents {
  /** The condition has held for long enough. */
  onAlert(subject: Subject): void;
  /** It holds no more, of one that was told. */
  onResolved(subject: Subject): void;
}

/**
 * The resources of which a rule's condition holds, and since when. A change costs O(log n) of those, whatever the size of
 * the fleet.
 */
export class RuleWatch {
  readonly condition: AlertCondition;
  readonly #filter: Filter | undefined;
  readonly #events: RuleEvents;
  readonly #cases = new Map<string, Case>();
  /** Those that are still to be told, by when (ms since the epoch). */
  readonly #waiting = new IndexedHeap<Case>();
  /** Uids of what was told before the last restart and was not looked at since. */
  readonly #toldBefore: Map<string, Subject>;
  #count = 0;

  /**
   * @param filter what the condition's query selects; undefined for all of the kind
   * @param toldBefore what was told and has not been resolved yet
   */
  constructor(
    condition: AlertCondition,
    filter: Filter | undefined,
    events: RuleEvents,
    toldBefore: readonly Subject[] = [],
  ) {
    this.condition = condition;
    this.#filter = filter;
    this.#events = events;
    this.#toldBefore = new Map(toldBefore.map((subject) => [subject.uid, subject]));
  }

  /** When `tell` has something to do, ms since the epoch; undefined while nothing waits. */
  get nextAt(): number | undefined {
    return this.#waiting.peek()?.rank;
  }

  /** Looks at a resource of the rule's kind as it is now. */
  see(resource: Resource): void {
    const { uid } = resource.metadata;
    const known = this.#cases.get(uid);
    const since = holdsSince(resource, this.condition, this.#filter);
    if (since === undefined) this.#leave(uid, known);
    else if (known === undefined) this.#enter(resource, since);
    else if (known.subject.name !== resource.metadata.name) known.subject = subjectOf(resource);
  }

  /** A resource is gone. */
  forget(uid: string): void {
    this.#leave(uid, this.#cases.get(uid));
  }

  /** All resources have been seen: what was told before and no longer is so is resolved. */
  seenAll(): void {
    for (const subject of this.#toldBefore.values()) this.#events.onResolved(subject);
    this.#toldBefore.clear();
  }

  /** Tells what is due. */
  tell(now: number): void {
    for (let next = this.#waiting.peek(); next !== undefined && next.rank <= now; next = this.#waiting.peek()) {
      this.#waiting.remove(next);
      next.told = true;
      this.#events.onAlert(next.subject);
    }
  }

  /** What was told and is still so. */
  *told(): Iterable<Subject> {
    yield* this.#toldBefore.values();
    for (const { subject, told } of this.#cases.values()) if (told) yield subject;
  }

  #enter(resource: Resource, since: number): void {
    const { uid } = resource.metadata;
    const told = this.#toldBefore.delete(uid);
    const entered = {
      subject: subjectOf(resource),
      told,
      rank: since + this.condition.forMs,
      order: this.#count++,
      heapIndex: -1,
    };
    this.#cases.set(uid, entered);
    if (!told) this.#waiting.push(entered);
  }

  #leave(uid: string, known: Case | undefined): void {
    const subject = known?.told === true ? known.subject : this.#toldBefore.get(uid);
    if (known !== undefined) this.#waiting.remove(known);
    this.#cases.delete(uid);
    this.#toldBefore.delete(uid);
    if (subject !== undefined) this.#events.onResolved(subject);
  }
}

function subjectOf({ kind, metadata: { uid, name } }: Resource): Subject {
  return { kind, uid, name };
}

/** Since when, in ms since the epoch, the condition holds of a resource of its kind; undefined when it does not. */
function holdsSince(
  resource: Resource,
  { condition, status }: AlertCondition,
  filter: Filter | undefined,
): number | undefined {
  const found = findCondition(resource, condition);
  const is = found?.status ?? "Unknown";
  if (status === "NotTrue" ? is === "True" : is !== status) return undefined;
  const { createdAt, deletionTimestamp } = resource.metadata;
  if (deletionTimestamp !== undefined || (filter !== undefined && !matchesFilter(resource, filter))) return undefined;
  return Date.parse(found?.lastTransitionTime ?? createdAt);
}
