import * as fc from "fast-check";
import { expect, test } from "vitest";
import { addReason, addReasons, MAX_DISTINCT, OTHER_REASONS } from "./merge-reasons.ts";
import type { Cause, Reason } from "./reason.ts";

const CAUSES: readonly Cause[] = ["event", "manual", "periodic", "retry", "owner", "startup"];

function reason(cause: Cause, message: string, at = 0, more: Partial<Reason> = {}): Reason {
  return { cause, message, count: 1, firstAt: at, lastAt: at, ...more };
}

test("equal reasons collapse into one that counts them and keeps the first and the last time", () => {
  const held: Reason[] = [];
  addReason(held, reason("event", "changed", 10, { eventId: "a" }));
  addReason(held, reason("event", "changed", 30, { eventId: "b" }));
  expect(held).toEqual([reason("event", "changed", 10, { count: 2, lastAt: 30, eventId: "b" })]);
});

test("reasons that differ in cause, message or actor stay apart", () => {
  const held: Reason[] = [];
  addReasons(held, [
    reason("event", "x"),
    reason("manual", "x"),
    reason("manual", "y"),
    reason("manual", "y", 0, { actor: "ada" }),
  ]);
  expect(held).toHaveLength(4);
});

test("what is added is copied, so that a later count never reaches back to its giver", () => {
  const added = reason("event", "x");
  const held: Reason[] = [];
  addReason(held, added);
  addReason(held, added);
  expect(added.count).toBe(1);
});

test("however many reasons come, the number held is bounded and every one is counted", () => {
  const cause = fc.constantFrom(...CAUSES);
  fc.assert(
    fc.property(fc.array(fc.tuple(cause, fc.nat(60)), { maxLength: 300 }), (added) => {
      const held: Reason[] = [];
      added.forEach(([cause, n], at) => addReason(held, reason(cause, `message ${n}`, at)));
      for (const cause of CAUSES) {
        expect(held.filter((one) => one.cause === cause).length).toBeLessThanOrEqual(MAX_DISTINCT[cause] + 1);
      }
      expect(held.reduce((sum, one) => sum + one.count, 0)).toBe(added.length);
      for (const one of held) expect(one.firstAt).toBeLessThanOrEqual(one.lastAt);
    }),
  );
});

test("errors that differ in every try are kept to a few, and crowd out no other reason", () => {
  const held: Reason[] = [];
  for (let n = 0; n < MAX_DISTINCT.retry + 5; n++) addReason(held, reason("retry", `failed at ${n}`, n));
  expect(held.at(-1)).toMatchObject({ message: OTHER_REASONS, count: 5 });
  for (let n = 0; n < 50; n++) addReason(held, reason("manual", `asked ${n}`, n));
  expect(held.filter(({ cause }) => cause === "manual")).toHaveLength(50);
});

test("what is beyond the bound is counted in one reason that says so", () => {
  const held: Reason[] = [];
  for (let n = 0; n < MAX_DISTINCT.event + 5; n++) addReason(held, reason("event", `message ${n}`, n));
  expect(held.at(-1)).toMatchObject({ message: OTHER_REASONS, count: 5, firstAt: MAX_DISTINCT.event });
});
