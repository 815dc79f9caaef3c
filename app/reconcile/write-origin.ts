import type { ResourceRef } from "../resource/resource.ts";

/** Where a write comes from: kept with the revision it makes and told by the events it publishes. */
export interface WriteOrigin {
  /** Who writes. */
  actor?: string | undefined;
  /** The id of the event that led to it. */
  causationId?: string | undefined;
  /** Names the chain of events and reconciles that it belongs to. */
  correlationId?: string | undefined;
  /** The resource in whose reconcile it is made. */
  reconciling?: ResourceRef | undefined;
}
