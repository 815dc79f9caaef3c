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

test("documents are the same whatever the order of their keys", () => {
  expect(sameJson({ a: 1, b: [1, { c: 2 }] }, { b: [1, { c: 2 }], a: 1 })).toBe(true);
  expect(sameJson({ a: undefined }, { b: undefined })).toBe(false);
});
