import type { MapMessage, MapNode } from "../../../shared/map.ts";

/** A node with what belongs to it below it. */
export interface OutlineItem {
  node: MapNode;
  below: OutlineItem[];
}

/** The map as a list in a list. What has several owners stands below the first. */
export function outlineOf({ nodes, edges }: Pick<MapMessage, "nodes" | "edges">): OutlineItem[] {
  const parents = new Map<string, string>();
  for (const [from, to] of edges) if (!parents.has(to)) parents.set(to, from);
  for (const { id, within } of nodes) if (within !== undefined) parents.set(id, within);
  const items = new Map(nodes.map((node): [string, OutlineItem] => [node.id, { node, below: [] }]));
  const top: OutlineItem[] = [];
  for (const [id, item] of items) {
    const parent = items.get(parents.get(id) ?? "");
    (parent && !isBelow(parent.node.id, id, parents) ? parent.below : top).push(item);
  }
  return top;
}

/** Resources may own each other in a circle. */
function isBelow(id: string, above: string, parents: ReadonlyMap<string, string>): boolean {
  const seen = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === above) return true;
    seen.add(at);
  }
  return false;
}
