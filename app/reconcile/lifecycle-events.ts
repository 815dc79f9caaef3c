import type { CloudEvent } from "cloudevents";
import type { Clock } from "../clock.ts";
import { conditionEventType, lifecycleEventType, type LifecycleVerb } from "../events/event-type.ts";
import { newResourceEvent } from "../events/new-event.ts";
import { conditionsOf, type Condition } from "../resource/condition.ts";
import { copyResource } from "../storage/copy-resource.ts";
import type { Change } from "../storage/storage.ts";
import type { WriteOrigin } from "./write-origin.ts";

/**
 * Extension attributes that only the engine's own events about changes of resources carry. They survive any bus, and tell
 * a controller what the event alone could not.
 */
type ChangeMarks = {
  /** Whether the change calls for a reconcile of the resource itself: its spec is new, or its being deleted. */
  reconcile: boolean;
  /** The id of the `WorkPlanner` that has planned the work already. */
  plannedby?: string;
  actor?: string;
};

/** Makes the events that tell of the changes of resources. */
export class LifecycleEvents {
  readonly #prefix: string;
  readonly #clock: Clock;

  constructor(prefix: string, clock: Clock) {
    this.#prefix = prefix;
    this.#clock = clock;
  }

  /** In the order in which they are to be published. `verb` is what the caller did; what is gone was deleted whatever he did. */
  of(change: Change, verb: LifecycleVerb, origin: WriteOrigin, plannedBy: string | undefined): CloudEvent<unknown>[] {
    const events: CloudEvent<unknown>[] = [];
    const { kind, metadata } = change.resource;
    if (change.type !== "status") {
      const type = lifecycleEventType(this.#prefix, kind, change.type === "deleted" ? "deleted" : verb);
      const options = this.#options(origin, callsForReconcile(change), plannedBy);
      events.push(newResourceEvent(type, kind, metadata.uid, copyResource(change.resource), options));
    }
    for (const condition of changedConditions(change)) {
      const type = conditionEventType(this.#prefix, condition.type);
      events.push(
        newResourceEvent(type, kind, metadata.uid, { ...condition }, this.#options(origin, false, plannedBy)),
      );
    }
    return events;
  }

  /** Of a resource of which nothing is left to tell. */
  deleted(kind: string, uid: string, origin: WriteOrigin): CloudEvent<unknown> {
    const type = lifecycleEventType(this.#prefix, kind, "deleted");
    return newResourceEvent(type, kind, uid, undefined, this.#options(origin, false, undefined));
  }

  #options(origin: WriteOrigin, reconcile: boolean, plannedBy: string | undefined) {
    const marks: ChangeMarks = { reconcile };
    if (plannedBy !== undefined) marks.plannedby = plannedBy;
    if (origin.actor !== undefined) marks.actor = origin.actor;
    return {
      time: this.#clock.now(),
      causationId: origin.causationId,
      correlationId: origin.correlationId,
      extensions: marks,
    };
  }
}

/** A new spec does, and so does the wish to delete; labels, finalizers and a status do not. */
function callsForReconcile({ type, resource, previous }: Change): boolean {
  if (type === "created") return true;
  if (type !== "updated") return false;
  if (previous === undefined) return true;
  return (
    resource.metadata.generation !== previous.metadata.generation ||
    resource.metadata.deletionTimestamp !== previous.metadata.deletionTimestamp
  );
}

/** Those whose status is not what it was before, the new ones among them. An update leaves them as they are. */
export function changedConditions({ type, resource, previous }: Change): Condition[] {
  if (type === "deleted" || type === "updated" || resource.status === previous?.status) return [];
  const conditions = conditionsOf(resource.status) ?? [];
  const before = conditionsOf(previous?.status) ?? [];
  return conditions.filter(({ type, status }) => before.find((held) => held.type === type)?.status !== status);
}
