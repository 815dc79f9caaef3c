import type { ChainLink } from "../../../shared/past.ts";

/** A link of a chain, with what it led to. */
export interface ChainNode {
  link: ChainLink;
  effects: ChainNode[];
}

/** The tree of links that stand in the order in which a tree is read. */
export function chainTree(links: readonly ChainLink[]): ChainNode[] {
  const roots: ChainNode[] = [];
  const path: ChainNode[] = [];
  for (const link of links) {
    const node: ChainNode = { link, effects: [] };
    path.length = Math.min(path.length, link.depth);
    (path.at(-1)?.effects ?? roots).push(node);
    path.push(node);
  }
  return roots;
}
