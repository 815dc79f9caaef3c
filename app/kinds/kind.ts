import type { z } from "zod";
import type { Clock } from "../clock.ts";
import type { DriverRegistry } from "../drivers/driver-registry.ts";
import type { Reconciler } from "../reconcile/reconciler.ts";
import type { ReconcileRequest } from "../reconcile/work-item.ts";

/** A column that lists of a kind show beside the name and the readiness. */
export interface Column {
  id: string;
  title: string;
  /** Where in the resource its value is, as a dotted path; lists sort by it. */
  path: string;
  type: "text" | "number" | "time" | "state";
}

/** How many there are, and how many of them are Ready. */
export interface Readiness {
  total: number;
  ready: number;
}

/** What a kind's reconciler may need of the engine. */
export interface KindParts {
  clock: Clock;
  drivers: DriverRegistry;
  /** What the types of the events that it emits begin with. */
  eventPrefix: string;
  /** Has another resource reconciled. */
  enqueue(request: ReconcileRequest): void;
  /** The uids of the resources of a kind that an owner has. */
  dependents(ownerUid: string, kind: string): Promise<string[]>;
  readinessOfDependents(ownerUid: string, kind: string): Readiness;
}

/** Everything that the engine knows of a kind. */
export interface KindDefinition<Spec extends object = object> {
  readonly kind: string;
  readonly plural: string;
  readonly description: string;
  /** Titles and descriptions in it name the fields of the form; what it refuses is never written. */
  readonly specSchema: z.ZodType<Spec>;
  /** A spec that is valid as it stands, to start a new resource from. */
  readonly specTemplate: Readonly<Record<string, unknown>>;
  readonly columns: readonly Column[];
  /** The field of the spec that tells one machine from another of its owner's, such as `xname`. */
  readonly identity?: string;
  /** The fields of the spec that list uids of resources of another kind: in files those are names. */
  readonly references?: readonly { field: string; kind: string }[];
  createReconciler(parts: KindParts): Reconciler;
}
