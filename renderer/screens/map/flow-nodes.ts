import type { Edge, Node } from "@xyflow/react";
import type { MapMessage, MapNode } from "../../../shared/map.ts";
import { type Box, edgeId } from "./elk-graph.ts";

export type FlowNode = Node<{ node: MapNode; isCurrent: boolean }, "resource" | "fold">;

/** The map as React Flow draws it. What has no place yet is not drawn. */
export function toFlowNodes(
  nodes: readonly MapNode[],
  boxes: ReadonlyMap<string, Box>,
  current: string | undefined,
): FlowNode[] {
  const placed = nodes.filter(({ id, within }) => boxes.has(id) && (within === undefined || boxes.has(within)));
  return placed.flatMap((node) => {
    const box = boxes.get(node.id);
    if (box === undefined) return [];
    const { x, y, width, height } = box;
    const { id, type, within } = node;
    const data = { node, isCurrent: id === current };
    return { id, type, position: { x, y }, width, height, data, ...(within !== undefined && { parentId: within }) };
  });
}

/** Those between nodes that are drawn. */
export function toFlowEdges({ edges }: Pick<MapMessage, "edges">, boxes: ReadonlyMap<string, Box>): Edge[] {
  return edges
    .filter(([from, to]) => boxes.has(from) && boxes.has(to))
    .map(([source, target]) => ({ id: edgeId(source, target), source, target, type: "smoothstep" }));
}
