import * as fc from "fast-check";
import { expect, test } from "vitest";
import { Bag } from "./bag.ts";

class Item {
  bagIndex = -1;
  readonly id: number;
  constructor(id: number) {
    this.id = id;
  }
}

test("holds what a set would hold, whatever is added and deleted", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(9)), (ids) => {
      const items = Array.from({ length: 10 }, (_, id) => new Item(id));
      const bag = new Bag<Item>();
      const model = new Set<Item>();
      for (const id of ids) {
        const item = items[id];
        if (item === undefined) continue;
        if (model.delete(item)) {
          bag.delete(item);
        } else {
          model.add(item);
          bag.add(item);
        }
        expect(bag.size).toBe(model.size);
        expect(new Set(bag)).toEqual(model);
      }
    }),
  );
});

test("deleting what is not in it changes nothing", () => {
  const bag = new Bag<Item>();
  const [held, gone] = [new Item(1), new Item(2)];
  bag.add(held);
  bag.add(gone);
  bag.delete(gone);
  bag.delete(gone);
  bag.delete(new Item(3));
  expect([...bag]).toEqual([held]);
});
