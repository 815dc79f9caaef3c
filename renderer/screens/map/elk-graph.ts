import type { ElkNode } from "elkjs/lib/elk-api.js";
import type { MapMessage, MapNode } from "../../../shared/map.ts";

/** Where a node is and how large, px. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Graph = Pick<MapMessage, "nodes" | "edges">;

const resourceSize = { width: 184, height: 32 };
const foldSize = { width: 216, height: 60 };

const rootOptions = {
  "elk.algorithm": "layered",
  "elk.direction": "RIGHT",
  "elk.spacing.nodeNode": "16",
  "elk.spacing.componentComponent": "32",
  "elk.layered.spacing.nodeNodeBetweenLayers": "72",
  "elk.layered.considerModelOrder.strategy": "NODES_AND_EDGES",
};
/** What is in a fold lies side by side, in order, like pages on a table. */
const foldOptions = {
  "elk.algorithm": "rectpacking",
  "elk.aspectRatio": "1.8",
  "elk.spacing.nodeNode": "8",
  "elk.padding": "[top=68,left=12,bottom=12,right=12]",
  "elk.nodeSize.constraints": "MINIMUM_SIZE",
  "elk.nodeSize.minimum": `(${foldSize.width + 80}, ${foldSize.height})`,
};

/** The map as ELK wants it: what is within a fold as its children. */
export function toElkGraph({ nodes, edges }: Graph): ElkNode {
  const byParent = new Map<string | undefined, MapNode[]>();
  for (const node of nodes) byParent.set(node.within, [...(byParent.get(node.within) ?? []), node]);
  const elkNodes = (parent: string | undefined): ElkNode[] =>
    (byParent.get(parent) ?? []).map((node) => {
      if (node.type === "resource") return { id: node.id, ...resourceSize };
      const children = elkNodes(node.id);
      return children.length > 0 ? { id: node.id, children, layoutOptions: foldOptions } : { id: node.id, ...foldSize };
    });
  return {
    id: "map",
    layoutOptions: rootOptions,
    children: elkNodes(undefined),
    edges: outerEdges({ nodes, edges }).map(([from, to]) => ({ id: edgeId(from, to), sources: [from], targets: [to] })),
  };
}

/** The edges between what is in no fold: one into a fold pulls at the fold as a whole. */
function outerEdges({ nodes, edges }: Graph): [string, string][] {
  const parents = new Map(nodes.flatMap(({ id, within }) => (within === undefined ? [] : [[id, within] as const])));
  const outermost = (id: string): string => {
    const parent = parents.get(id);
    return parent === undefined ? id : outermost(parent);
  };
  const outer = new Map<string, [string, string]>();
  for (const [from, to] of edges) {
    const ends: [string, string] = [outermost(from), outermost(to)];
    if (ends[0] !== ends[1]) outer.set(edgeId(...ends), ends);
  }
  return [...outer.values()];
}

export function edgeId(from: string, to: string): string {
  return `${from} ${to}`;
}

/** The boxes by id, each relative to the fold that it is in. */
export function boxesOf({ children = [] }: ElkNode): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const node of children) {
    boxes.set(node.id, { x: node.x ?? 0, y: node.y ?? 0, width: node.width ?? 0, height: node.height ?? 0 });
    for (const [id, box] of boxesOf(node)) boxes.set(id, box);
  }
  return boxes;
}

/** The middle of each box on the map as a whole. */
export function centresOf(
  nodes: readonly MapNode[],
  boxes: ReadonlyMap<string, Box>,
): Map<string, { x: number; y: number }> {
  const corners = new Map<string, { x: number; y: number }>();
  const centres = new Map<string, { x: number; y: number }>();
  // What a node is within comes before it.
  for (const { id, type, within } of nodes) {
    const box = boxes.get(id);
    if (box === undefined) continue;
    const origin = (within !== undefined && corners.get(within)) || { x: 0, y: 0 };
    const corner = { x: origin.x + box.x, y: origin.y + box.y };
    corners.set(id, corner);
    // Of a large fold, one reaches its head.
    const height = type === "fold" ? Math.min(box.height, foldSize.height) : box.height;
    const width = type === "fold" ? Math.min(box.width, foldSize.width) : box.width;
    centres.set(id, { x: corner.x + width / 2, y: corner.y + height / 2 });
  }
  return centres;
}

/** Two maps with the same structure have the same layout, whatever the states of their nodes. */
export function structureOf({ nodes, edges }: Graph): string {
  return JSON.stringify([nodes.map(({ id, within }) => [id, within]), edges]);
}
