import type { z } from "zod";
import { hasCode } from "../../errors.ts";
import { BaseReconciler } from "../../reconcile/base-reconciler.ts";
import type { Plan, Plannable } from "../../reconcile/plan.ts";
import type { ReconcileContext, Reconciler, Result } from "../../reconcile/reconciler.ts";
import { TerminalError } from "../../reconcile/terminal-error.ts";
import { findCondition, isConditionTrue, setCondition } from "../../resource/condition.ts";
import { isOwnedBy } from "../../resource/owner-reference.ts";
import type { Resource, StatusBase } from "../../resource/resource.ts";
import { describeIssue, faultsOf } from "../describe-issues.ts";
import type { KindParts, Readiness } from "../kind.ts";

export interface ClusterStatus extends StatusBase {
  /** How many nodes it has, ... */
  nodes?: number;
  /** ... and how many of them are Ready. */
  ready?: number;
}

type Cluster = Resource<unknown, ClusterStatus>;

const CHECK_INTERVAL_MS = 5 * 60_000;
/** Nodes that it owns tell it when they change; of those that it only names it has to ask. */
const NAMED_NODES_CHECK_MS = 10_000;
const MISSING_NODES_CHECK_MS = 2 * 60_000;

/** Counts a cluster's nodes; when the cluster itself has changed, they are reconciled. */
export class ClusterReconciler extends BaseReconciler implements Reconciler<Cluster>, Plannable<Cluster> {
  readonly #specSchema: z.ZodType<{ nodes: string[] }>;
  readonly #parts: KindParts;

  constructor(specSchema: z.ZodType<{ nodes: string[] }>, parts: KindParts) {
    super();
    this.#specSchema = specSchema;
    this.#parts = parts;
  }

  getResourceKind(): string {
    return "Cluster";
  }

  async reconcile(ctx: ReconcileContext, cluster: Cluster): Promise<Result> {
    if (cluster.metadata.deletionTimestamp !== undefined) return {};
    const named = this.#namedNodes(cluster);
    if (isChanged(cluster)) await this.#reconcileNodes(cluster, named);
    const { total, ready, missing } = await this.#count(ctx, cluster, named);
    const isRecounted = cluster.status.nodes !== total || cluster.status.ready !== ready;
    cluster.status.nodes = total;
    cluster.status.ready = ready;
    if (isRecounted) await this.updateStatus(ctx, cluster);
    if (missing > 0) return { requeueAfter: MISSING_NODES_CHECK_MS };
    return { requeueAfter: named.length === 0 || total === ready ? CHECK_INTERVAL_MS : NAMED_NODES_CHECK_MS };
  }

  async plan(ctx: ReconcileContext, cluster: Cluster): Promise<Plan> {
    const named = this.#namedNodes(cluster);
    const { total } = await this.#count(ctx, cluster, named);
    const ready = findCondition(cluster, "Ready");
    const willReconcile = isChanged(cluster) && total > 0;
    return {
      steps: willReconcile ? [{ action: "reconcileNodes", description: `Reconcile its ${nodes(total)}` }] : [],
      conditions: ready === undefined ? [] : [ready],
      events: [],
      nothingToDo: !willReconcile,
    };
  }

  /** @throws {TerminalError} when the spec makes no sense. */
  #namedNodes(cluster: Cluster): string[] {
    cluster.status ??= {};
    const parsed = this.#specSchema.safeParse(cluster.spec, { error: describeIssue });
    if (parsed.success) return [...new Set(parsed.data.nodes)];
    const faults = faultsOf(parsed.error.issues, "spec").map(({ field, message }) => `${field} ${message}`);
    const message = `Cluster ${cluster.metadata.name} cannot be reconciled: ${faults.join("; ")}`;
    this.#setReady(cluster, false, "InvalidSpec", message);
    throw new TerminalError(message);
  }

  async #reconcileNodes({ metadata }: Cluster, named: readonly string[]): Promise<void> {
    const owned = await this.#parts.dependents(metadata.uid, "Node");
    for (const uid of new Set([...owned, ...named])) {
      this.#parts.enqueue({
        resourceKind: "Node",
        resourceUid: uid,
        reason: `Cluster ${metadata.name} changed`,
        cause: "owner",
      });
    }
  }

  /** Counts its nodes and sets Ready accordingly. */
  async #count(
    ctx: ReconcileContext,
    cluster: Cluster,
    named: readonly string[],
  ): Promise<Readiness & { missing: number }> {
    const { total, ready } = this.#parts.readinessOfDependents(cluster.metadata.uid, "Node");
    const readiness = { total, ready };
    const missing: string[] = [];
    for (const uid of named) {
      const node = await find(ctx, uid);
      if (node === undefined) missing.push(uid);
      if (node !== undefined && isOwnedBy(node, cluster)) continue;
      readiness.total++;
      if (node !== undefined && isConditionTrue(node, "Ready")) readiness.ready++;
    }
    this.#judge(cluster, readiness, missing);
    return { ...readiness, missing: missing.length };
  }

  #judge(cluster: Cluster, { total, ready }: Readiness, [missing, ...more]: readonly string[]): void {
    if (missing !== undefined) {
      const others = more.length === 0 ? "" : ` and ${more.length} more`;
      this.#setReady(cluster, false, "NodesMissing", `There is no node with the uid ${missing}${others}`);
    } else if (total === 0) this.#setReady(cluster, true, "NoNodes", "It has no nodes");
    else if (ready === total) this.#setReady(cluster, true, "NodesReady", `All ${nodes(total)} are ready`);
    else {
      const message = `${ready.toLocaleString("en")} of ${nodes(total)} are ready`;
      this.#setReady(cluster, false, "NodesNotReady", message);
    }
  }

  #setReady(cluster: Cluster, isReady: boolean, reason: string, message: string): void {
    setCondition(cluster, "Ready", isReady ? "True" : "False", reason, message, this.#parts.clock.now());
  }
}

function isChanged({ metadata, status }: Cluster): boolean {
  return status.observedGeneration !== metadata.generation;
}

async function find(ctx: ReconcileContext, uid: string): Promise<Resource | undefined> {
  try {
    return await ctx.client.get("Node", uid);
  } catch (error) {
    if (hasCode(error, "NotFound")) return undefined;
    throw error;
  }
}

function nodes(count: number): string {
  return count === 1 ? "1 node" : `${count.toLocaleString("en")} nodes`;
}
