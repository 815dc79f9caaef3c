import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DelayLine } from "./delay-line.ts";
import { OwnFields, QueueEntry } from "./queue-entry.ts";

class Entry extends QueueEntry<Entry> {}

function newLine(): DelayLine<Entry> {
  return new DelayLine(new OwnFields<Entry>());
}

function entriesOf(count: number): Entry[] {
  return Array.from({ length: count }, () => new Entry());
}

function taken(line: DelayLine<Entry>, nowMs: number): Entry[] {
  const entries: Entry[] = [];
  line.takeDue(nowMs, (entry) => entries.push(entry));
  return entries;
}

test("entries come in order of due time, then first come, whatever was added and removed before", () => {
  const operation = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        add: fc.nat(9),
        inMs: fc.oneof(fc.nat(20), fc.nat(100_000), fc.nat(2 ** 40)).map((ms) => ms + 1),
      }),
    },
    { weight: 2, arbitrary: fc.record({ remove: fc.nat(9) }) },
    { weight: 3, arbitrary: fc.record({ pass: fc.oneof(fc.nat(20), fc.nat(50_000), fc.nat(2 ** 39)) }) },
  );
  fc.assert(
    fc.property(fc.array(operation, { maxLength: 100 }), (operations) => {
      const line = newLine();
      const entries = entriesOf(10);
      let now = 0;
      let model: { entry: Entry; due: number }[] = [];
      for (const operation of operations) {
        let due: typeof model = [];
        if ("pass" in operation) {
          now += operation.pass;
          due = model.filter((one) => one.due <= now).toSorted((a, b) => a.due - b.due);
          model = model.filter((one) => one.due > now);
        } else {
          const entry = entries[("add" in operation ? operation.add : operation.remove) % 10] ?? new Entry();
          line.remove(entry);
          model = model.filter((one) => one.entry !== entry);
          if ("add" in operation) {
            line.add(entry, now + operation.inMs);
            model.push({ entry, due: now + operation.inMs });
          }
        }
        expect(taken(line, now)).toEqual(due.map(({ entry }) => entry));
        expect(line.length).toBe(model.length);
        expect(new Set(line)).toEqual(new Set(model.map(({ entry }) => entry)));
        expect(line.earliestMs).toBeLessThanOrEqual(Math.min(...model.map(({ due }) => due)));
      }
    }),
    { numRuns: 1_000 },
  );
});

test("an empty line has no earliest due time, also after its last entry was removed", () => {
  const line = newLine();
  const entry = new Entry();
  expect(line.earliestMs).toBe(Infinity);
  line.add(entry, 10);
  expect(line.earliestMs).toBe(10);
  line.remove(entry);
  line.remove(entry);
  expect([line.earliestMs, line.length]).toEqual([Infinity, 0]);
});

test("a fraction of a millisecond is waited for to its end", () => {
  const line = newLine();
  const entry = new Entry();
  line.add(entry, 10.2);
  expect(taken(line, 10.9)).toEqual([]);
  expect(taken(line, 11)).toEqual([entry]);
});

test("a due time beyond all counting is one that never comes", () => {
  const line = newLine();
  const [soon, never] = [new Entry(), new Entry()];
  line.add(never, 1e300);
  line.add(soon, 5);
  expect(taken(line, 2 ** 52)).toEqual([soon]);
  expect(line.length).toBe(1);
});

test("adding and removing a thousand entries again and again leaves each of them once, in order", () => {
  const line = newLine();
  const entries = entriesOf(1_000);
  for (let round = 0; round < 100; round++) {
    for (const [n, entry] of entries.entries()) {
      line.remove(entry);
      line.add(entry, 1_000_000 - round * 1_000 + n);
    }
  }
  expect([line.length, [...line].length]).toEqual([1_000, 1_000]);
  expect(taken(line, 2_000_000)).toEqual(entries);
});
