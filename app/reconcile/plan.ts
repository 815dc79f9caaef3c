import { isRecord } from "../is-record.ts";
import type { Condition } from "../resource/condition.ts";
import type { Resource } from "../resource/resource.ts";
import type { ReconcileContext, Reconciler } from "./reconciler.ts";

export interface PlanStep {
  /** A word for programs, such as `powerOn`. */
  action: string;
  /** A sentence for people. */
  description: string;
}

/** What a reconcile would do, found out without doing it. */
export interface Plan {
  steps: PlanStep[];
  /** The conditions that it would set. */
  conditions: Condition[];
  /** The types of the events that it would emit. */
  events: string[];
  /** All is as it should be. */
  nothingToDo: boolean;
}

/** A reconciler that can say what it would do. */
export interface Plannable<R extends Resource = Resource> {
  /**
   * Must write nothing and touch nothing: it may look at the machine, and no more. `resource` is as it would be after the
   * change that is asked about; `ctx.client` refuses to write, and so does all that `BaseReconciler` has to write with.
   */
  plan(ctx: ReconcileContext, resource: R): Promise<Plan>;
}

export function isPlannable<R extends Resource>(reconciler: Reconciler<R>): reconciler is Reconciler<R> & Plannable<R> {
  return "plan" in reconciler && typeof reconciler.plan === "function";
}

export function isPlan(planned: unknown): planned is Plan {
  return (
    isRecord(planned) &&
    Array.isArray(planned["steps"]) &&
    Array.isArray(planned["conditions"]) &&
    Array.isArray(planned["events"]) &&
    typeof planned["nothingToDo"] === "boolean"
  );
}
