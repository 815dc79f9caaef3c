import { expect, test } from "vitest";
import type { Cause } from "./reason.ts";
import type { ReconcileRecord } from "./record.ts";
import { collapsed } from "./uneventful-record.ts";

function check(startedAt: number, cause: Cause = "periodic", change: Partial<ReconcileRecord> = {}): ReconcileRecord {
  const reasons = [{ cause, message: "after 5 min", count: 1, firstAt: startedAt, lastAt: startedAt }];
  const record = { resourceKind: "Device", resourceUid: "d", startedAt, durationMs: 2, attempt: 0, reasons };
  return { ...record, outcome: "succeeded", generation: 1, actions: [], ...change };
}

test("periodic checks that found nothing are one record with a count, since the first", () => {
  const twice = collapsed(check(1), check(2));
  expect(twice).toMatchObject({ startedAt: 2, firstStartedAt: 1, repeats: 2 });
  expect(twice && collapsed(twice, check(3))).toMatchObject({ startedAt: 3, firstStartedAt: 1, repeats: 3 });
});

test("whatever did something, failed, or had another cause keeps its own record", () => {
  expect(collapsed(check(1), check(2, "manual"))).toBeUndefined();
  expect(collapsed(check(1, "event"), check(2))).toBeUndefined();
  expect(collapsed(check(1), check(2, "periodic", { actions: ["told to start"] }))).toBeUndefined();
  expect(collapsed(check(1), check(2, "periodic", { outcome: "failed", error: "no answer" }))).toBeUndefined();
  expect(collapsed(check(1), check(2, "periodic", { generation: 2 }))).toBeUndefined();
});
