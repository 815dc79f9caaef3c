import { randomUUID } from "node:crypto";
import type { CloudEvent } from "cloudevents";
import type { Resource } from "../resource/resource.ts";
import type { Change, Transaction } from "../storage/storage.ts";
import type { Backlog } from "./backlog.ts";
import type { ChangeNotice } from "./change-notice.ts";
import type { Reason } from "./reason.ts";
import type { Registration, Registry } from "./registration.ts";
import type { WorkEntry } from "./work-entry.ts";
import type { PlannedWork, WorkPlanner } from "./work-planner.ts";
import type { WorkStore } from "./work-store.ts";

/** Finds the work in a change: that of the resource itself, and that of the owner that has to know. */
export class ChangePlanner implements WorkPlanner {
  readonly id = randomUUID();
  readonly #registry: Registry;
  readonly #backlog: Backlog;
  readonly #store: WorkStore;

  constructor(registry: Registry, backlog: Backlog, store: WorkStore) {
    this.#registry = registry;
    this.#backlog = backlog;
    this.#store = store;
  }

  plan(change: Change, notice: ChangeNotice, tx?: Transaction): PlannedWork | undefined {
    const { kind, metadata } = change.resource;
    const registration = this.#registry.get(kind);
    // An update that does not concern the resource itself, of its labels say, is of no concern to its owner either.
    const concernsOwner = this.#registry.isOwned(kind) && (change.type !== "updated" || notice.reconcile);
    const owner = concernsOwner ? this.#ownerOf(change.resource) : undefined;
    if (change.type === "deleted" && tx !== undefined) this.#store.remove(tx, kind, metadata.uid);
    const own = registration !== undefined && notice.reconcile ? registration : undefined;
    const gone = change.type === "deleted" ? registration?.find(metadata.uid) : undefined;
    if (own === undefined && owner === undefined && gone === undefined) return undefined;

    const isEdit = notice.origin.reconciling === undefined;
    const expected: Expected[] =
      own === undefined ? [] : [this.#expect(own, metadata.uid, this.#reasonOf(notice), isEdit, tx)];
    if (owner !== undefined) {
      const message = `${kind}/${metadata.uid}: ${notice.type}`;
      const reason: Reason = { ...this.#reasonOf(notice), cause: "owner", message };
      expected.push(this.#expect(owner.registration, owner.uid, reason, false, tx));
    }
    return new WorkOfChange(this.#backlog, expected, gone);
  }

  /** Why an event makes a resource wait for a reconcile. */
  reasonFor({ type, id, correlationid, actor }: CloudEvent<unknown>): Reason {
    return this.#reason(
      type,
      id,
      typeof correlationid === "string" ? correlationid : undefined,
      typeof actor === "string" ? actor : undefined,
    );
  }

  #reasonOf({ type, id, origin }: ChangeNotice): Reason {
    return this.#reason(type, id, origin.correlationId, origin.actor);
  }

  #reason(type: string, id: string, correlationId: string | undefined, actor: string | undefined): Reason {
    const reason = this.#backlog.reason("event", type);
    reason.eventId = id;
    reason.correlationId = correlationId ?? id;
    if (actor !== undefined) reason.actor = actor;
    return reason;
  }

  #expect(
    registration: Registration,
    uid: string,
    reason: Reason,
    isEdit: boolean,
    tx: Transaction | undefined,
  ): Expected {
    const entry = this.#backlog.entry(registration, uid);
    this.#backlog.expect(entry, reason);
    if (tx !== undefined) this.#store.put(tx, entry);
    return { entry, reason, isEdit };
  }

  #ownerOf({ kind, metadata }: Resource): { registration: Registration; uid: string } | undefined {
    const owner = metadata.ownerReferences.find((reference) => reference.controller === true);
    const registration = owner === undefined ? undefined : this.#registry.get(owner.kind);
    if (owner === undefined || registration?.owns.has(kind) !== true) return undefined;
    return { registration, uid: owner.uid };
  }
}

/** What a write will make wait for a reconcile, once it is committed. */
interface Expected {
  entry: WorkEntry;
  reason: Reason;
  isEdit: boolean;
}

/** The work of one change, until its write is committed or has failed. */
class WorkOfChange implements PlannedWork {
  readonly #backlog: Backlog;
  readonly #expected: readonly Expected[];
  readonly #gone: WorkEntry | undefined;

  constructor(backlog: Backlog, expected: readonly Expected[], gone: WorkEntry | undefined) {
    this.#backlog = backlog;
    this.#expected = expected;
    this.#gone = gone;
  }

  commit(): void {
    for (const { entry, reason, isEdit } of this.#expected) {
      this.#backlog.want(entry, reason, { isEdit });
      this.#backlog.unexpect(entry, reason);
    }
    if (this.#gone !== undefined) this.#backlog.drop(this.#gone);
  }

  discard(): void {
    for (const { entry, reason } of this.#expected) this.#backlog.unexpect(entry, reason);
  }
}
