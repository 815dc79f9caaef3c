import { expect, test } from "vitest";
import { mergeThreeWay, sameJson, takeTheirs } from "./merge.ts";

const base = {
  spec: {
    desired: "running",
    config: "a",
    nics: [
      { name: "eth0", mtu: 1500 },
      { name: "hsn0", mtu: 9000 },
    ],
  },
};

function edited(change: Partial<(typeof base)["spec"]>) {
  return { spec: { ...base.spec, ...change } };
}

const slots = (...names: string[]) => ({ spec: { slots: names.map((key) => ({ key, on: true })) } });

const edges = (...items: object[]) => ({ spec: { edges: items } });

const twice = (mtu: number) => ({
  nics: [
    { name: "eth0", mtu },
    { name: "eth0", mtu: 1 },
  ],
});

test("changes of different fields are both kept", () => {
  const result = mergeThreeWay(base, edited({ desired: "stopped" }), edited({ config: "b" }));
  expect(result).toEqual({ merged: edited({ desired: "stopped", config: "b" }), conflicts: [] });
});

test("the same change on both sides is no conflict", () => {
  expect(mergeThreeWay(base, edited({ config: "b" }), edited({ config: "b" })).conflicts).toEqual([]);
});

test("two changes of one field are a conflict that keeps mine until decided", () => {
  const { merged, conflicts } = mergeThreeWay(base, edited({ config: "mine" }), edited({ config: "theirs" }));
  expect(merged).toEqual(edited({ config: "mine" }));
  expect(conflicts).toEqual([{ path: ["spec", "config"], base: "a", mine: "mine", theirs: "theirs" }]);
});

test("a field that one side took out stays out", () => {
  const mine = { spec: { desired: "running", nics: base.spec.nics } };
  expect(mergeThreeWay(base, mine, edited({ desired: "stopped" })).merged).toEqual({
    spec: { desired: "stopped", nics: base.spec.nics },
  });
});

test("items of a list are told apart by their name, not by their place", () => {
  const mine = edited({
    nics: [
      { name: "hsn0", mtu: 4000 },
      { name: "eth0", mtu: 1500 },
    ],
  });
  const theirs = edited({
    nics: [
      { name: "eth0", mtu: 1400 },
      { name: "hsn0", mtu: 9000 },
    ],
  });
  const { merged, conflicts } = mergeThreeWay(base, mine, theirs);
  expect(conflicts).toEqual([]);
  expect(merged).toEqual(
    edited({
      nics: [
        { name: "hsn0", mtu: 4000 },
        { name: "eth0", mtu: 1400 },
      ],
    }),
  );
});

test("theirs is taken at the place of a named item", () => {
  const mine = edited({
    nics: [
      { name: "hsn0", mtu: 4000 },
      { name: "eth0", mtu: 1500 },
    ],
  });
  const theirs = edited({
    nics: [
      { name: "eth0", mtu: 1500 },
      { name: "hsn0", mtu: 2000 },
    ],
  });
  const { merged, conflicts } = mergeThreeWay(base, mine, theirs);
  const [conflict] = conflicts;
  expect(conflict?.path).toEqual(["spec", "nics", "hsn0", "mtu"]);
  expect(conflict && takeTheirs(merged, conflict)).toEqual(
    edited({
      nics: [
        { name: "hsn0", mtu: 2000 },
        { name: "eth0", mtu: 1500 },
      ],
    }),
  );
});

test("names that are numbers keep the order of their items", () => {
  const { merged, conflicts } = mergeThreeWay(slots("9"), slots("9", "10", "2"), slots("9", "1"));
  expect(conflicts).toEqual([]);
  expect(merged).toEqual(slots("9", "10", "2", "1"));
});

test("an item that both changed is one conflict for each field, and one that theirs removed is gone where mine left it", () => {
  const { merged, conflicts } = mergeThreeWay(
    edges({ mac: "a", up: 1, mtu: 1 }, { mac: "b", up: 1 }),
    edges({ mac: "a", up: 2, mtu: 1 }, { mac: "b", up: 1 }),
    edges({ mac: "a", up: 3, mtu: 9 }),
  );
  expect(conflicts).toEqual([{ path: ["spec", "edges", "a", "up"], base: 1, mine: 2, theirs: 3 }]);
  expect(merged).toEqual(edges({ mac: "a", up: 2, mtu: 9 }));
});

test("where items share what would tell them apart, the list is one value", () => {
  expect(mergeThreeWay(twice(1), twice(2), twice(3)).conflicts.map(({ path }) => path)).toEqual([["nics"]]);
});

test("documents are the same whatever the order of their keys", () => {
  expect(sameJson({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true);
  expect(sameJson({ a: undefined }, { b: undefined })).toBe(false);
});
