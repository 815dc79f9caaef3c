/** The engine's public API: whoever writes a program against it imports from here only. */

export type { Clock, TimerHandle } from "./clock.ts";
export { newDefaultLogger } from "./default-logger.ts";
export { DEFAULT_ENGINE_WORKERS, openEngine, type Engine, type EngineOptions } from "./engine.ts";
export { EngineError, hasCode, type ErrorCode } from "./errors.ts";
export type { EventBus, EventHandler, SubscriptionId } from "./events/event-bus.ts";
export type { EventOptions } from "./events/event-options.ts";
export {
  DEFAULT_EVENT_PREFIX,
  conditionEventType,
  lifecycleEventType,
  type LifecycleVerb,
} from "./events/event-type.ts";
export { InMemoryEventBus, type EventBusOptions, type EventBusStats } from "./events/in-memory-event-bus.ts";
export { newEvent, newResourceEvent } from "./events/new-event.ts";
export { matchesPattern } from "./events/pattern.ts";
export { FakeClock } from "./fake-clock.ts";
export { newFileLogger, type FileLogger, type FileLoggerOptions, type LogLevel } from "./file-logger/file-logger.ts";
export type { Logger } from "./logger.ts";
export { serveMetrics, type MetricsEndpoint, type MetricsEndpointOptions } from "./metrics/endpoint.ts";
export { parseWith } from "./parse-with.ts";
export { BaseReconciler, type ReconcilerParts } from "./reconcile/base-reconciler.ts";
export { BucketRateLimiter } from "./reconcile/bucket-rate-limiter.ts";
export { Client, type ClientOptions, type PatchOptions } from "./reconcile/client.ts";
export type { ControllerOptions, StopOptions } from "./reconcile/controller-options.ts";
export { Controller } from "./reconcile/controller.ts";
export { ExponentialBackoffRateLimiter } from "./reconcile/exponential-backoff-rate-limiter.ts";
export { MaxOfRateLimiter } from "./reconcile/max-of-rate-limiter.ts";
export type { Plan, Plannable, PlanStep } from "./reconcile/plan.ts";
export { RateLimitedWorkQueue } from "./reconcile/rate-limited-work-queue.ts";
export type { RateLimiter } from "./reconcile/rate-limiter.ts";
export type { Cause, Reason } from "./reconcile/reason.ts";
export type { ReconcileContext, Reconciler, Result } from "./reconcile/reconciler.ts";
export type { ReconcileOutcome, ReconcileRecord } from "./reconcile/record.ts";
export type { RegisterOptions } from "./reconcile/registration.ts";
export { TerminalError } from "./reconcile/terminal-error.ts";
export type {
  ReconcileRequest,
  WorkCounts,
  WorkerStatus,
  WorkItem,
  WorkQuery,
  WorkState,
} from "./reconcile/work-item.ts";
export { WorkQueue, type AddOptions, type WorkQueueOptions } from "./reconcile/work-queue.ts";
export type { WriteOrigin } from "./reconcile/write-origin.ts";
export { cloneJson } from "./resource/clone-json.ts";
export {
  findCondition,
  isConditionTrue,
  setCondition,
  type Condition,
  type ConditionStatus,
} from "./resource/condition.ts";
export { newUid, validateKind, validateUid } from "./resource/identifiers.ts";
export { jsonEqual } from "./resource/json-equal.ts";
export {
  matchesSelector,
  parseLabelSelector,
  type LabelRequirement,
  type LabelSelector,
} from "./resource/label-selector.ts";
export { mergePatch } from "./resource/merge-patch.ts";
export { isOwnedBy, setControllerReference, type OwnerReference } from "./resource/owner-reference.ts";
export type { Metadata, Resource, ResourceDraft, ResourceRef, StatusBase } from "./resource/resource.ts";
export {
  conditionSchema,
  metadataSchema,
  ownerReferenceSchema,
  resourceDraftSchema,
  resourceSchema,
} from "./resource/schemas.ts";
export { validateMetadata } from "./resource/validate-metadata.ts";
export { InMemoryStorage, type InMemoryStorageOptions } from "./storage/memory/in-memory-storage.ts";
export { SqliteStorage, type SqliteStorageOptions } from "./storage/sqlite/sqlite-storage.ts";
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
export { systemClock } from "./system-clock.ts";
