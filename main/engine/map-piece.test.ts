import { expect, test } from "vitest";
import type { Resource } from "../../app/resource/resource.ts";
import type { Change } from "../../app/storage/storage.ts";
import { foldId, type MapNode, MAX_MAP_NODES, SMALL_FLEET } from "../../shared/map.ts";
import { MapIndex } from "./map-index.ts";
import { mapPiece } from "./map-piece.ts";

interface Made {
  kind?: string;
  owners?: string[];
  labels?: Record<string, string>;
  status?: unknown;
}

function resource(uid: string, { kind = "Node", owners = [], labels = {}, status = {} }: Made = {}): Resource {
  const at = "2026-01-01T00:00:00.000Z";
  return {
    apiVersion: "v1",
    kind,
    metadata: {
      uid,
      name: uid,
      labels,
      annotations: {},
      ownerReferences: owners.map((owner) => ({ kind: "Cluster", uid: owner })),
      finalizers: [],
      generation: 1,
      resourceVersion: "1",
      createdAt: at,
      updatedAt: at,
    },
    spec: {},
    status,
  };
}

function indexed(resources: readonly Resource[]) {
  let tell: ((change: Change) => void) | undefined;
  const index = new MapIndex((onChange) => {
    tell = onChange;
    return () => {};
  });
  let sequence = 0;
  const apply = (type: Change["type"], changed: Resource): void => {
    sequence += 1;
    tell?.({ sequence, type, resource: changed });
  };
  for (const one of resources) apply("created", one);
  return { index, apply };
}

function many(count: number, made: (index: number) => Made = () => ({ owners: ["c"] })): Resource[] {
  return Array.from({ length: count }, (_, index) => resource(`n${String(index).padStart(5, "0")}`, made(index)));
}

const cluster = resource("c", { kind: "Cluster" });
const nodesFold = { owner: "c", kind: "Node" };
const ids = (nodes: readonly MapNode[]) => nodes.map(({ id }) => id);

test("few dependents stand beside their owner", () => {
  const { index } = indexed([cluster, ...many(3)]);
  const { nodes, edges } = mapPiece(index, { unfolded: [] });
  expect(ids(nodes)).toEqual(["c", "n00000", "n00001", "n00002"]);
  expect(edges).toEqual([
    ["c", "n00000"],
    ["c", "n00001"],
    ["c", "n00002"],
  ]);
});

test("many are one fold, with counts by state that follow the changes", () => {
  const { index, apply } = indexed([cluster, ...many(SMALL_FLEET + 50)]);
  const fold = () => mapPiece(index, { unfolded: [] }).nodes.find(({ type }) => type === "fold");
  expect(fold()).toMatchObject({ id: foldId(nodesFold), counts: [0, 0, 0, 0, SMALL_FLEET + 50], shown: 0 });
  const conditions = [{ type: "Ready", status: "False", reason: "Off", message: "", lastTransitionTime: "" }];
  apply("status", resource("n00000", { owners: ["c"], status: { observedGeneration: 1, conditions } }));
  apply("deleted", resource("n00001", { owners: ["c"] }));
  expect(fold()).toMatchObject({ counts: [0, 0, 1, 0, SMALL_FLEET + 48] });
});

test("a fold unfolds by pages, in the order of the names", () => {
  const { index } = indexed([cluster, ...many(90)]);
  const { nodes } = mapPiece(index, { unfolded: [{ ...nodesFold, pages: 1 }] });
  const within = nodes.filter((node) => node.within === foldId(nodesFold));
  expect(within).toHaveLength(50);
  expect(within[0]?.id).toBe("n00000");
  expect(nodes.find(({ id }) => id === foldId(nodesFold))).toMatchObject({ parts: 90, shown: 50 });
});

test("very many unfold into racks first, and a rack into what stands in it", () => {
  const racked = many(300, (index) => ({ owners: ["c"], labels: { rack: `r${index % 3}` } }));
  const { index } = indexed([cluster, ...racked]);
  const rack = { ...nodesFold, rack: "r1" };
  const { nodes } = mapPiece(index, {
    unfolded: [
      { ...nodesFold, pages: 1 },
      { ...rack, pages: 2 },
    ],
  });
  const folds = nodes.filter(({ type }) => type === "fold");
  expect(folds).toMatchObject([
    { fold: nodesFold, parts: 3, shown: 3 },
    { fold: { rack: "r0" }, shown: 0, within: foldId(nodesFold) },
    { fold: { rack: "r1" }, parts: 100, shown: 100 },
    { fold: { rack: "r2" }, shown: 0 },
  ]);
  expect(nodes.filter((node) => node.within === foldId(rack))).toHaveLength(100);
});

test("around a resource are all that is above it and what is right below it", () => {
  const { index } = indexed([
    resource("top", { kind: "Cluster" }),
    resource("middle", { kind: "Cluster", owners: ["top"] }),
    resource("leaf", { owners: ["middle"] }),
    resource("stranger"),
  ]);
  const around = mapPiece(index, { focus: { kind: "Cluster", uid: "middle" }, unfolded: [] });
  expect(ids(around.nodes).toSorted()).toEqual(["leaf", "middle", "top"]);
  expect(around.edges).toEqual(
    expect.arrayContaining([
      ["top", "middle"],
      ["middle", "leaf"],
    ]),
  );
});

test("what is to be drawn around is not there: nothing is drawn", () => {
  const { index } = indexed([cluster]);
  expect(mapPiece(index, { focus: { kind: "Node", uid: "gone" }, unfolded: [] }).nodes).toEqual([]);
});

test("owners in a circle are drawn once", () => {
  const { index } = indexed([resource("a", { owners: ["b"] }), resource("b", { owners: ["a"] })]);
  const { nodes } = mapPiece(index, { focus: { kind: "Node", uid: "a" }, unfolded: [] });
  expect(ids(nodes).toSorted()).toEqual(["a", "b"]);
});

test("a map never holds more than its limit, and says so", () => {
  const { index } = indexed([cluster, ...many(3_000)]);
  const { nodes, truncated } = mapPiece(index, { unfolded: [{ ...nodesFold, pages: 40 }] });
  expect(nodes).toHaveLength(MAX_MAP_NODES);
  expect(truncated).toBe(true);
});
