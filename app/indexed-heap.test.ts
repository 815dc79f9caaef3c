import * as fc from "fast-check";
import { expect, test } from "vitest";
import { IndexedHeap, type HeapItem } from "./indexed-heap.ts";

function item(rank: number, order: number): HeapItem {
  return { rank, order, heapIndex: -1 };
}

function inOrder(items: readonly HeapItem[]): HeapItem[] {
  return items.toSorted((a, b) => a.rank - b.rank || a.order - b.order);
}

function drain(heap: IndexedHeap<HeapItem>): HeapItem[] {
  const items: HeapItem[] = [];
  for (let next = heap.pop(); next !== undefined; next = heap.pop()) items.push(next);
  return items;
}

test("items come in order of rank, then of order, whatever was pushed and removed before", () => {
  const operation = fc.oneof(
    { weight: 3, arbitrary: fc.record({ push: fc.nat(20) }) },
    { weight: 1, arbitrary: fc.record({ remove: fc.nat() }) },
    { weight: 1, arbitrary: fc.constant("pop" as const) },
  );
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 200 }), (operations) => {
      const heap = new IndexedHeap<HeapItem>();
      let model: HeapItem[] = [];
      operations.forEach((operation, order) => {
        if (operation === "pop") {
          heap.pop();
          model = inOrder(model).slice(1);
        } else if ("push" in operation) {
          const pushed = item(operation.push, order);
          heap.push(pushed);
          model.push(pushed);
        } else {
          const removed = model[operation.remove % model.length] ?? item(0, 0);
          heap.remove(removed);
          model = model.filter((one) => one !== removed);
        }
        expect(heap.peek()).toBe(inOrder(model)[0]);
      });
      expect(heap.length).toBe(model.length);
      expect(new Set(heap)).toEqual(new Set(model));
      expect(drain(heap)).toEqual(inOrder(model));
    }),
  );
});

test("removing an item that is in no heap does nothing", () => {
  const heap = new IndexedHeap<HeapItem>();
  const [kept, popped] = [item(2, 0), item(1, 1)];
  heap.push(kept);
  heap.push(popped);
  heap.pop();
  heap.remove(popped);
  heap.remove(item(0, 2));
  expect([...heap]).toEqual([kept]);
});
