import { EngineError } from "../errors.ts";
import { requireRecord } from "../is-record.ts";
import { quote } from "../quote.ts";
import { validateKind } from "../resource/identifiers.ts";
import { TransientMap } from "../transient-map.ts";
import { ReconcileCounters } from "./reconcile-counters.ts";
import type { Reconciler } from "./reconciler.ts";
import { WorkEntry } from "./work-entry.ts";

export interface RegisterOptions {
  /**
   * Kinds whose resources this reconciler's own: when one of them changes its spec or a condition, or goes, the
   * controlling owner is reconciled, if it is of this reconciler's kind.
   */
  owns?: readonly string[];
}

/** A reconciler, and what there is to do for it. */
export class Registration {
  readonly kind: string;
  readonly reconciler: Reconciler;
  readonly owns: ReadonlySet<string>;
  readonly counters = new ReconcileCounters();
  readonly #entries = new TransientMap<string, WorkEntry>();

  constructor(kind: string, reconciler: Reconciler, options: RegisterOptions) {
    this.kind = kind;
    this.reconciler = reconciler;
    this.owns = new Set(ownedKinds(options));
  }

  find(uid: string): WorkEntry | undefined {
    return this.#entries.get(uid);
  }

  add(uid: string): WorkEntry {
    const entry = new WorkEntry(this, uid);
    this.#entries.set(uid, entry);
    return entry;
  }

  remove(entry: WorkEntry): void {
    this.#entries.delete(entry.resourceUid);
  }

  entries(): Iterable<WorkEntry> {
    return this.#entries.values();
  }
}

function ownedKinds(options: RegisterOptions): readonly string[] {
  requireRecord("options", options);
  const { owns = [] } = options;
  if (!Array.isArray(owns)) {
    throw new EngineError("Invalid", `owns is ${quote(owns)}, but must be a list of kinds`, { field: "owns" });
  }
  for (const [index, kind] of owns.entries()) validateKind(kind, `owns[${index}]`);
  return owns;
}

/** The reconcilers, one a kind. */
export class Registry implements Iterable<Registration> {
  readonly #byKind = new Map<string, Registration>();
  readonly #owned = new Set<string>();

  /** @throws {EngineError} `AlreadyExists` when the kind has a reconciler, `Invalid` when it is no kind, or owns none. */
  register(kind: string, reconciler: Reconciler, options: RegisterOptions): Registration {
    validateKind(kind);
    if (this.#byKind.has(kind)) {
      throw new EngineError("AlreadyExists", `${kind} has a reconciler already: a kind is reconciled by one`, {
        field: "kind",
      });
    }
    const registration = new Registration(kind, reconciler, options);
    this.#byKind.set(kind, registration);
    for (const owned of registration.owns) this.#owned.add(owned);
    return registration;
  }

  get(kind: string): Registration | undefined {
    return this.#byKind.get(kind);
  }

  /** Those with a reconciler, and those that they own. */
  kinds(): ReadonlySet<string> {
    return new Set([...this.#byKind.keys(), ...this.#owned]);
  }

  /** Whether the owners of such resources may want to know of their changes. */
  isOwned(kind: string): boolean {
    return this.#owned.has(kind);
  }

  [Symbol.iterator](): Iterator<Registration> {
    return this.#byKind.values();
  }
}
