export type { Clock, TimerHandle } from "./clock.ts";
export { EngineError, hasCode, type ErrorCode } from "./errors.ts";
export type { EventBus, EventHandler, SubscriptionId } from "./events/event-bus.ts";
export {
  DEFAULT_EVENT_PREFIX,
  conditionEventType,
  lifecycleEventType,
  type LifecycleVerb,
} from "./events/event-type.ts";
export { newEvent, newResourceEvent, type EventOptions } from "./events/new-event.ts";
export type { Logger } from "./logger.ts";
export type { Cause, Reason } from "./reconcile/reason.ts";
export type { ReconcileContext, Reconciler, Result } from "./reconcile/reconciler.ts";
export type { ReconcileOutcome, ReconcileRecord } from "./reconcile/record.ts";
export type { ReconcileRequest, WorkItem, WorkState } from "./reconcile/work-item.ts";
export type { Condition, ConditionStatus } from "./resource/condition.ts";
export { newUid } from "./resource/identifiers.ts";
export type { OwnerReference } from "./resource/owner-reference.ts";
export type { Metadata, Resource, ResourceDraft, ResourceRef, StatusBase } from "./resource/resource.ts";
export type {
  Change,
  ChangeType,
  DeleteOptions,
  ListOptions,
  Propagation,
  ResourceList,
  SortKey,
  Storage,
  Transaction,
  WatchOptions,
} from "./storage/storage.ts";
