import type { Condition } from "./condition.ts";
import type { OwnerReference } from "./owner-reference.ts";

/** What every resource carries beside its spec and status. Times are ISO 8601 strings. */
export interface Metadata {
  /** Unguessable and never reused; filled in by `create` when left out. */
  uid: string;
  name: string;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  ownerReferences: OwnerReference[];
  finalizers: string[];
  /** Rises by one when, and only when, `spec` changes. */
  generation: number;
  /** Opaque; rises on every write of the resource, status writes included. */
  resourceVersion: string;
  createdAt: string;
  updatedAt: string;
  /** Set once deletion was asked for and finalizers still hold the resource. */
  deletionTimestamp?: string;
}

/** The part of a status that the engine itself reads and writes. */
export interface StatusBase {
  /** The generation that the last finished reconcile saw. */
  observedGeneration?: number;
  conditions?: Condition[];
}

/** A declared thing: `spec` says what should be, `status` what was observed. */
export interface Resource<Spec = unknown, Status = unknown> {
  apiVersion: string;
  kind: string;
  metadata: Metadata;
  spec: Spec;
  status: Status;
}

/** What a caller hands to `create` or `save`: the engine fills in the rest. */
export interface ResourceDraft<Spec = unknown, Status = unknown> {
  apiVersion?: string;
  kind: string;
  metadata?: Partial<Metadata>;
  spec: Spec;
  status?: Status;
}

/** Names one resource. */
export interface ResourceRef {
  kind: string;
  uid: string;
}
