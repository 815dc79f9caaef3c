import { expect, test } from "vitest";
import type { Condition } from "./model.ts";
import { standingOf } from "./standing.ts";

const lastTransitionTime = "2026-01-01T12:00:00.000Z";

function condition(type: string, status: Condition["status"], reason: string): Condition {
  return { type, status, reason, message: `${type} is ${status}`, lastTransitionTime };
}

test("what no condition speaks of is unknown, and nothing is under way", () => {
  expect(standingOf()).toEqual({ ready: "Unknown", reason: "", message: "", progressing: false, stuck: false });
});

test("a machine that boots is not ready, but something is being done about it", () => {
  const standing = standingOf([condition("Ready", "False", "Starting"), condition("Progressing", "True", "Starting")]);
  expect(standing).toEqual({
    ready: "False",
    reason: "Starting",
    message: "Ready is False",
    since: lastTransitionTime,
    progressing: true,
    stuck: false,
  });
});

test("what the reconciler gave up, or runs in circles with, is stuck", () => {
  expect(standingOf([condition("Reconciled", "False", "TerminalError")]).stuck).toBe(true);
  expect(standingOf([condition("Reconciled", "False", "ReconcileError")]).stuck).toBe(false);
  expect(standingOf([condition("Stalled", "True", "HotLoop")]).stuck).toBe(true);
  expect(standingOf([condition("Stalled", "False", "Progressing")]).stuck).toBe(false);
});
