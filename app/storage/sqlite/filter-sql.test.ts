import path from "node:path";
import * as fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import type { Condition } from "../../resource/condition.ts";
import type { Filter, ValueTest } from "../../resource/filter.ts";
import { matching, openQuietly, shown } from "./testing/filtered.ts";
import { scratchFolder } from "./testing/scratch.ts";

/** More than are looked at one by one. */
const ROWS = 2_400;
const folder = scratchFolder();

const valueTest = fc.oneof<fc.Arbitrary<ValueTest>[]>(
  fc.constant({ is: "there" }),
  fc.record({ is: fc.constant("oneOf"), values: fc.subarray<string | number>(["r1", "r2", "all", "True", 1, 2]) }),
  fc.record({ is: fc.constantFrom("below", "above"), value: fc.constantFrom("r1", 1), orEqual: fc.boolean() }),
  fc.record({ is: fc.constant("containing"), text: fc.constantFrom("r", "1", "x") }),
);
const leaf = fc.oneof<fc.Arbitrary<Filter>[]>(
  fc.record({ type: fc.constant("label"), key: fc.constantFrom("rack", "site", "gone"), test: valueTest }),
  fc.record({ type: fc.constant("field"), path: fc.constantFrom("spec.size", "spec.mode", "ready"), test: valueTest }),
  fc.record({
    type: fc.constant("condition"),
    condition: fc.constantFrom("Ready", "Powered"),
    part: fc.constantFrom("status", "reason", "message"),
    test: valueTest,
  }),
);
const { filter } = fc.letrec<{ filter: Filter }>((tie) => ({
  filter: fc.oneof({ maxDepth: 3 }, leaf, fc.record({ type: fc.constant("not"), of: tie("filter") }), {
    weight: 3,
    arbitrary: fc.record({ type: fc.constantFrom("and", "or"), of: fc.array(tie("filter"), { maxLength: 3 }) }),
  }),
}));

function condition(type: string, status: Condition["status"], reason: string): Condition {
  return { type, status, reason, message: "x", lastTransitionTime: "2026-01-01T00:00:00.000Z" };
}

test("a page shows what its filter selects, whether few rows are looked at one by one or many are gathered", async () => {
  let now = 0;
  const clock = { now: () => now };
  const storage = openQuietly(path.join(folder, "filters.db"), clock);
  onTestFinished(() => storage.close());
  await Promise.all(
    Array.from({ length: ROWS }, (_, index) => {
      const labels = { site: "all", ...(index % 3 === 0 && { rack: `r${index % 40}` }) };
      return storage.create({
        kind: "Node",
        metadata: { uid: `n${index}`, name: `n${index}`, labels },
        spec: { mode: "all", size: index % 900 },
        status: {
          conditions: [
            condition("Ready", index % 50 === 0 ? "False" : "True", "r1"),
            ...(index % 600 === 0 ? [condition("Powered", "True", "r2")] : []),
          ],
        },
      });
    }),
  );
  const all = await storage.list("Node");
  fc.assert(
    fc.property(filter, (asked) => {
      expect(shown(storage, asked).toSorted()).toEqual(matching(all, asked).toSorted());
      // Once more with what was asked for prepared.
      now += 1_000;
      expect(shown(storage, asked).toSorted()).toEqual(matching(all, asked).toSorted());
    }),
    { numRuns: 150 },
  );
});
