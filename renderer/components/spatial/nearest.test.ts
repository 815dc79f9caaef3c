import { expect, test } from "vitest";
import * as fc from "fast-check";
import { type Direction, nearest, type Place } from "./nearest.ts";

const grid: Place[] = [0, 1, 2].flatMap((y) => [0, 1, 2].map((x) => ({ id: `${x}${y}`, x: x * 10, y: y * 10 })));
const middle: Place = { id: "11", x: 10, y: 10 };

test("an arrow leads to the neighbour on its side", () => {
  const neighbours = (["left", "right", "up", "down"] as const).map((way) => nearest(grid, middle, way)?.id);
  expect(neighbours).toEqual(["01", "21", "10", "12"]);
});

test("at the edge it leads nowhere", () => {
  expect(nearest(grid, { id: "00", x: 0, y: 0 }, "left")).toBeUndefined();
});

test("what lies straight ahead is preferred to what is a little nearer aside", () => {
  const ahead: Place = { id: "ahead", x: 20, y: 0 };
  const aside: Place = { id: "aside", x: 15, y: 8 };
  expect(nearest([aside, ahead], { id: "from", x: 0, y: 0 }, "right")).toBe(ahead);
});

test("what lies almost beside is passed over for what lies ahead, and taken where there is nothing else", () => {
  const head: Place = { id: "head", x: 4, y: -50 };
  const ahead: Place = { id: "ahead", x: 200, y: 0 };
  const from: Place = { id: "from", x: 0, y: 0 };
  expect(nearest([head, ahead], from, "right")).toBe(ahead);
  expect(nearest([head], from, "right")).toBe(head);
});

test("it never leads back or stays", () => {
  const places = fc.array(fc.record({ id: fc.uuid(), x: fc.integer(), y: fc.integer() }), { minLength: 1 });
  fc.assert(
    fc.property(places, fc.constantFrom<Direction>("left", "right", "up", "down"), (all, way) => {
      const [from] = all;
      if (from === undefined) return;
      const found = nearest(all, from, way);
      if (found === undefined) return;
      const ahead = { left: from.x - found.x, right: found.x - from.x, up: from.y - found.y, down: found.y - from.y };
      expect(ahead[way]).toBeGreaterThan(0);
    }),
  );
});
