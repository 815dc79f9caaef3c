import { expect, test } from "vitest";
import type { ChainLink } from "../../../shared/past.ts";
import { chainTree, type ChainNode } from "./chain-tree.ts";

function link(id: string, depth: number): ChainLink {
  return { what: "event", depth, event: { position: 1, id, type: "io.x", source: "/x", time: "2026-01-01T00:00:00Z" } };
}

function shape(nodes: readonly ChainNode[]): unknown {
  return nodes.map(({ link, effects }) => [link.what === "event" ? link.event.id : "", shape(effects)]);
}

test("each link is below the one that led to it", () => {
  expect(shape(chainTree([link("a", 0), link("b", 1), link("c", 2), link("d", 1)]))).toEqual([
    [
      "a",
      [
        ["b", [["c", []]]],
        ["d", []],
      ],
    ],
  ]);
});

test("no links make no tree", () => expect(chainTree([])).toEqual([]));
