import { expect, test } from "vitest";
import type { MapNode } from "../../../shared/map.ts";
import { type OutlineItem, outlineOf } from "./outline.ts";

function node(id: string, within?: string): MapNode {
  const resource = { type: "resource" as const, id, kind: "Node", uid: id, name: id, state: "ready" as const };
  return { ...resource, ...(within !== undefined && { within }) };
}

function names(items: readonly OutlineItem[]): unknown[] {
  return items.map((item) => (item.below.length > 0 ? [item.node.id, names(item.below)] : item.node.id));
}

test("dependents stand below their owner, what is in a fold below the fold", () => {
  const nodes = [node("cluster"), node("fold"), node("a", "fold"), node("b", "fold"), node("alone")];
  expect(names(outlineOf({ nodes, edges: [["cluster", "fold"]] }))).toEqual([
    ["cluster", [["fold", ["a", "b"]]]],
    "alone",
  ]);
});

test("what has two owners stands below the first", () => {
  const edges: [string, string][] = [
    ["a", "c"],
    ["b", "c"],
  ];
  expect(names(outlineOf({ nodes: [node("a"), node("b"), node("c")], edges }))).toEqual([["a", ["c"]], "b"]);
});

test("owners in a circle are shown once each", () => {
  const edges: [string, string][] = [
    ["a", "b"],
    ["b", "a"],
  ];
  expect(names(outlineOf({ nodes: [node("a"), node("b")], edges }))).toEqual(["a", "b"]);
});
