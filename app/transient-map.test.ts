import * as fc from "fast-check";
import { expect, test } from "vitest";
import { TransientMap } from "./transient-map.ts";

const step = fc.record({ key: fc.nat(40), deletes: fc.boolean(), times: fc.integer({ min: 1, max: 700 }) });

test("answers as a Map does, whatever comes and goes, before and after it is made anew", () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const map = new TransientMap<number, string>();
      const model = new Map<number, string>();
      for (const { key, deletes, times } of steps) {
        for (let i = 0; i < times; i++) {
          // Passing keys, as those of work that is done at once, make it anew now and then.
          map.set(1_000 + i, "passing");
          map.delete(1_000 + i);
        }
        if (deletes) {
          map.delete(key);
          model.delete(key);
        } else {
          map.set(key, `value ${key}`);
          model.set(key, `value ${key}`);
        }
        expect(map.get(key)).toBe(model.get(key));
      }
      expect([...map.values()].toSorted()).toEqual([...model.values()].toSorted());
    }),
    { numRuns: 30 },
  );
});

test("a value that is set again, or for a key that went before, is there once", () => {
  const map = new TransientMap<string, number>();
  map.set("a", 1);
  map.set("a", 2);
  map.delete("a");
  map.delete("a");
  expect([map.get("a"), [...map.values()]]).toEqual([undefined, []]);
  map.set("a", 3);
  expect([map.get("a"), [...map.values()]]).toEqual([3, [3]]);
});
