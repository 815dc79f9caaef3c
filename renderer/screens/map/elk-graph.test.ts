import { expect, test } from "vitest";
import type { MapNode } from "../../../shared/map.ts";
import { boxesOf, centresOf, structureOf, toElkGraph } from "./elk-graph.ts";

function resource(id: string, within?: string): MapNode {
  return {
    type: "resource",
    id,
    kind: "Node",
    uid: id,
    name: id,
    state: "ready",
    ...(within !== undefined && { within }),
  };
}

function fold(id: string, within?: string): MapNode {
  const node = { type: "fold" as const, id, fold: { kind: "Node" }, counts: [1, 0, 0, 0, 0], parts: 1, shown: 0 };
  return { ...node, ...(within !== undefined && { within }) };
}

const nodes = [resource("cluster"), fold("nodes"), fold("rack", "nodes"), resource("a", "rack"), resource("b", "rack")];
const edges: [string, string][] = [["cluster", "nodes"]];

test("what is within a fold is laid out within it", () => {
  const graph = toElkGraph({ nodes, edges });
  expect(graph.children?.map(({ id }) => id)).toEqual(["cluster", "nodes"]);
  const [, unfolded] = graph.children ?? [];
  expect(unfolded?.children?.map(({ id }) => id)).toEqual(["rack"]);
  expect(unfolded?.children?.[0]?.children?.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(graph.edges).toMatchObject([{ sources: ["cluster"], targets: ["nodes"] }]);
});

test("an edge into a fold is laid out as one to the fold, once", () => {
  const into: [string, string][] = [
    ["cluster", "a"],
    ["cluster", "b"],
    ["a", "b"],
  ];
  expect(toElkGraph({ nodes, edges: into }).edges).toMatchObject([{ sources: ["cluster"], targets: ["nodes"] }]);
});

test("a fold that is folded has a size of its own, one that is not has the size of what it holds", () => {
  const graph = toElkGraph({ nodes: [fold("empty"), fold("full"), resource("a", "full")], edges: [] });
  expect(graph.children?.[0]?.width).toBeGreaterThan(0);
  expect(graph.children?.[1]?.width).toBeUndefined();
});

test("boxes are relative to their fold, centres to the whole map", () => {
  const boxes = boxesOf({
    id: "map",
    children: [
      {
        id: "nodes",
        x: 100,
        y: 50,
        width: 800,
        height: 600,
        children: [{ id: "a", x: 10, y: 70, width: 184, height: 32 }],
      },
    ],
  });
  expect(boxes.get("a")).toMatchObject({ x: 10, y: 70 });
  expect(centresOf([fold("nodes"), resource("a", "nodes")], boxes).get("a")).toEqual({ x: 202, y: 136 });
});

test("states do not change the structure, and what is shown does", () => {
  const before = structureOf({ nodes, edges });
  const stuck = nodes.map((node): MapNode => (node.type === "resource" ? { ...node, state: "stuck" } : node));
  expect(structureOf({ nodes: stuck, edges })).toBe(before);
  expect(structureOf({ nodes: nodes.slice(1), edges })).not.toBe(before);
});
