import { z } from "zod";
import type { KindDefinition } from "../kind.ts";
import { ClusterReconciler } from "./cluster-reconciler.ts";

export const clusterSpec = z
  .strictObject({
    nodes: z
      .array(z.string().min(1).max(253))
      .default([])
      .meta({ title: "Nodes", description: "The uids of nodes that belong to it beside those that it owns." }),
  })
  .meta({ title: "Cluster" });

/** Nodes that are looked after together. They say themselves that it owns them; its spec can name more. */
export const clusterKind: KindDefinition = {
  kind: "Cluster",
  plural: "Clusters",
  description: "Nodes that belong together. When it is deleted, the nodes that it owns go too.",
  specSchema: clusterSpec,
  specTemplate: { nodes: [] },
  columns: [
    { id: "ready", title: "Ready nodes", path: "status.ready", type: "number" },
    { id: "nodes", title: "Nodes", path: "status.nodes", type: "number" },
  ],
  references: [{ field: "nodes", kind: "Node" }],
  createReconciler: (parts) => new ClusterReconciler(clusterSpec, parts),
};
