import { expect, test } from "vitest";
import type { StreamMessage } from "../../../../shared/contract.ts";
import type { HeatCell } from "../../../../shared/heat.ts";
import { afterMessage } from "./heat-state.ts";

const nothing: StreamMessage<"heatmap"> = {
  whole: false,
  racks: [],
  goneRacks: [],
  cells: [],
  goneCells: [],
  machines: 0,
  sequence: 1,
};

function cell(uid: string, rack: string, place = uid, level = 0): HeatCell {
  return { uid, name: uid, rack, place, level };
}

const known = afterMessage(undefined, {
  ...nothing,
  whole: true,
  machines: 3,
  racks: [
    { name: "x10", levels: [1, 0, 0, 0, 0] },
    { name: "x9", levels: [2, 0, 0, 0, 0] },
  ],
  cells: [cell("c", "x10"), cell("b", "x9", "x9c0s10b0n0"), cell("a", "x9", "x9c0s9b0n0")],
});

test("racks and places are in the order in which people count", () => {
  expect(known.racks.map(({ name }) => name)).toEqual(["x9", "x10"]);
  expect(known.cells.get("x9")?.map(({ uid }) => uid)).toEqual(["a", "b"]);
});

test("a change replaces what it is about and nothing else", () => {
  const after = afterMessage(known, { ...nothing, machines: 3, cells: [cell("a", "x9", "x9c0s9b0n0", 2)] });
  expect(after.cells.get("x9")?.map(({ level }) => level)).toEqual([2, 0]);
  expect(after.cells.get("x10")).toBe(known.cells.get("x10"));
  expect(after.racks).toBe(known.racks);
});

test("a machine that moves leaves its old rack", () => {
  const after = afterMessage(known, { ...nothing, cells: [cell("c", "x9", "x9c1s0b0n0")], goneRacks: ["x10"] });
  expect(after.cells.get("x9")?.map(({ uid }) => uid)).toEqual(["a", "b", "c"]);
  expect(after.cells.has("x10")).toBe(false);
  expect(after.racks.map(({ name }) => name)).toEqual(["x9"]);
});

test("what went is gone", () => {
  const after = afterMessage(known, { ...nothing, goneCells: ["a", "b"] });
  expect([...after.cells.keys()]).toEqual(["x10"]);
});

test("a whole message forgets what was", () => {
  const after = afterMessage(known, { ...nothing, whole: true, cells: [cell("z", "x1")] });
  expect([...after.cells.keys()]).toEqual(["x1"]);
  expect(after.racks).toEqual([]);
});
