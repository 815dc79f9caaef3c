import { expect, test } from "vitest";
import type { Condition, FleetEvent } from "../../../shared/model.ts";
import { conditionHistory } from "./condition-history.ts";

const at = (second: number): string => new Date(second * 1_000).toISOString();

function condition(status: Condition["status"], second: number, more: Partial<Condition> = {}): Condition {
  return { type: "Ready", status, reason: `R${second}`, message: "", lastTransitionTime: at(second), ...more };
}

function told(data: unknown): FleetEvent {
  return { position: 1, id: "1", type: "io.fabrica.condition.Ready", source: "/", time: at(0), data };
}

test("each change ends what was before it, and what is now has no end", () => {
  const events = [condition("True", 30), condition("False", 10), condition("Unknown", 5)].map(told);
  expect(conditionHistory(events, [condition("True", 30)])).toMatchObject([
    {
      type: "Ready",
      spans: [
        { status: "Unknown", from: 5_000, to: 10_000 },
        { status: "False", from: 10_000, to: 30_000 },
        { status: "True", from: 30_000, to: undefined },
      ],
    },
  ]);
});

test("what it is now has the newer words of the same change", () => {
  const [history] = conditionHistory([told(condition("True", 10))], [condition("True", 10, { reason: "Newer" })]);
  expect(history?.spans).toMatchObject([{ reason: "Newer" }]);
});

test("a condition of whose past nothing is kept has its present", () => {
  expect(conditionHistory([], [condition("False", 7, { type: "Stalled" })])).toMatchObject([
    { type: "Stalled", spans: [{ status: "False", from: 7_000 }] },
  ]);
});

test("conditions are kept apart, and what is no condition is passed over", () => {
  const histories = conditionHistory(
    [told({ no: "condition" }), told(condition("True", 1, { type: "Reachable" }))],
    [],
  );
  expect(histories.map(({ type }) => type)).toEqual(["Reachable"]);
});
