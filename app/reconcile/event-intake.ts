import type { CloudEvent } from "cloudevents";
import type { Backlog } from "./backlog.ts";
import type { ChangePlanner } from "./change-planner.ts";
import type { Registry } from "./registration.ts";
import type { WorkEntry } from "./work-entry.ts";
import type { WorkStore } from "./work-store.ts";

/** The bus is told to wait while so many events are on their way into the storage. */
const MAX_UNSAVED = 1_000;

/** What the controller does about an event that the bus brings. */
export class EventIntake {
  readonly #registry: Registry;
  readonly #backlog: Backlog;
  readonly #planner: ChangePlanner;
  readonly #store: WorkStore;
  #unsaved = 0;

  constructor(registry: Registry, backlog: Backlog, planner: ChangePlanner, store: WorkStore) {
    this.#registry = registry;
    this.#backlog = backlog;
    this.#planner = planner;
    this.#store = store;
  }

  readonly handle = (event: CloudEvent<unknown>): void | Promise<void> => {
    // What a client of ours wrote is in the log, and its work in the queue, since it was committed.
    if (event["plannedby"] === this.#planner.id) return undefined;
    const entry = this.#wanted(event);
    if (entry !== undefined) this.#backlog.want(entry, this.#planner.reasonFor(event));
    return this.#save(entry, event);
  };

  /** The resource that the event calls to be reconciled, if any. */
  #wanted(event: CloudEvent<unknown>): WorkEntry | undefined {
    const { resourcekind: kind, resourceuid: uid, reconcile, emittedby } = event;
    if (typeof kind !== "string" || typeof uid !== "string" || uid === "") return undefined;
    const registration = this.#registry.get(kind);
    // A client without a controller says by `reconcile` what the change calls for. Only events that are not about
    // changes lack it, and call for a reconcile whatever was observed, unless the reconcile of the resource emitted them.
    if (registration === undefined || reconcile === false || emittedby === `${kind}/${uid}`) return undefined;
    return this.#backlog.entry(registration, uid);
  }

  #save(entry: WorkEntry | undefined, event: CloudEvent<unknown>): void | Promise<void> {
    if (!this.#store.isDurable) return undefined;
    this.#unsaved++;
    // Whoever wrote the change that the event tells of has logged it together with the change.
    const saved = this.#store.save(entry, event["reconcile"] === undefined ? event : undefined).then(
      () => this.#saved(),
      // The store has logged it, and the work is in the queue.
      () => this.#saved(),
    );
    return this.#unsaved > MAX_UNSAVED ? saved : undefined;
  }

  #saved(): void {
    this.#unsaved--;
  }
}
