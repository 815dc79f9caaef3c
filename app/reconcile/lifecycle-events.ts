import { readCoarsely, type Clock } from "../clock.ts";
import {
  conditionEventType,
  lifecycleEventType,
  validateEventPrefix,
  type LifecycleVerb,
} from "../events/event-type.ts";
import { conditionsOf, validateConditionType, type Condition, type ConditionStatus } from "../resource/condition.ts";
import { pushed } from "../pushed.ts";
import type { Change } from "../storage/storage.ts";
import { ChangeNotice } from "./change-notice.ts";
import type { WriteOrigin } from "./write-origin.ts";

/** Says which events tell of the changes of resources. */
export class LifecycleEvents {
  readonly #types: EventTypes;
  readonly #clock: Clock;

  /** @throws {EngineError} `Invalid` for a malformed prefix. */
  constructor(prefix: string, clock: Clock) {
    validateEventPrefix(prefix);
    this.#types = new EventTypes(prefix);
    this.#clock = clock;
  }

  /**
   * In the order in which they are to be published. `verb` is what the caller did; what is gone was deleted whatever he did.
   * @throws {EngineError} `Invalid` for a condition of a malformed type.
   */
  of(change: Change, verb: LifecycleVerb, origin: WriteOrigin, plannedBy: string | undefined): readonly ChangeNotice[] {
    const conditions = changedConditions(change);
    if (change.type === "status" && conditions.length === 0) return NOTHING;
    const { resource } = change;
    const { kind } = resource;
    const { uid } = resource.metadata;
    const now = readCoarsely(this.#clock);
    let notices: ChangeNotice[] = [];
    if (change.type !== "status") {
      const type = this.#types.of(kind, change.type === "deleted" ? "deleted" : verb);
      const reconcile = callsForReconcile(change);
      notices = [new ChangeNotice(type, kind, uid, { resource }, now, origin, reconcile, plannedBy)];
    }
    for (const condition of conditions) {
      const type = this.#types.ofCondition(condition.type);
      notices = pushed(notices, new ChangeNotice(type, kind, uid, { condition }, now, origin, false, plannedBy));
    }
    return notices;
  }

  /** Of a resource of which nothing is left to tell. */
  deleted(kind: string, uid: string, origin: WriteOrigin): ChangeNotice {
    const type = this.#types.of(kind, "deleted");
    return new ChangeNotice(type, kind, uid, undefined, this.#clock.now(), origin, false, undefined);
  }
}

const NOTHING: readonly ChangeNotice[] = [];

/** The types of the events under one prefix, each put together once: there are few, and many events. */
class EventTypes {
  readonly #prefix: string;
  readonly #byVerb: Record<LifecycleVerb, Map<string, string>> = {
    created: new Map(),
    updated: new Map(),
    patched: new Map(),
    deleted: new Map(),
  };
  readonly #byCondition = new Map<string, string>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  of(kind: string, verb: LifecycleVerb): string {
    const types = this.#byVerb[verb];
    let type = types.get(kind);
    if (type === undefined) {
      type = lifecycleEventType(this.#prefix, kind, verb);
      remember(types, kind, type);
    }
    return type;
  }

  ofCondition(conditionType: string): string {
    let type = this.#byCondition.get(conditionType);
    if (type === undefined) {
      validateConditionType(conditionType);
      type = conditionEventType(this.#prefix, conditionType);
      remember(this.#byCondition, conditionType, type);
    }
    return type;
  }
}

const MAX_TYPES = 1_000;

function remember(types: Map<string, string>, key: string, type: string): void {
  if (types.size === MAX_TYPES) types.clear();
  types.set(key, type);
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
export function changedConditions({ type, resource, previous }: Change): readonly Condition[] {
  if (type === "deleted" || type === "updated" || resource.status === previous?.status) return NONE;
  const before = conditionsOf(previous?.status) ?? NONE;
  const after = conditionsOf(resource.status) ?? NONE;
  let changed: Condition[] = [];
  for (const condition of after) {
    if (statusIn(before, condition.type) !== condition.status) changed = pushed(changed, condition);
  }
  return changed;
}

const NONE: readonly Condition[] = [];

function statusIn(conditions: readonly Condition[], type: string): ConditionStatus | undefined {
  for (const condition of conditions) if (condition.type === type) return condition.status;
  return undefined;
}
