import { beforeEach, expect, test } from "vitest";
import type { ConditionStatus } from "../../app/resource/condition.ts";
import type { Filter } from "../../app/resource/filter.ts";
import type { Resource } from "../../app/resource/resource.ts";
import { RuleWatch } from "./rule-watch.ts";

const rule = { kind: "Node", query: "label.rack==r1", condition: "Ready", status: "NotTrue", forMs: 600_000 } as const;

const filter: Filter = { type: "label", key: "rack", test: { is: "oneOf", values: ["r1"] } };

let told: string[];
const events = {
  onAlert: ({ name }: { name: string }) => told.push(name),
  onResolved: ({ name }: { name: string }) => told.push(`${name} is well`),
};

beforeEach(() => {
  told = [];
});

function node(name: string, ready: ConditionStatus | undefined, since = 0, labels = { rack: "r1" }): Resource {
  const at = new Date(since).toISOString();
  const condition = { type: "Ready", reason: "R", message: "", lastTransitionTime: at };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      uid: `uid-${name}`,
      name,
      labels,
      annotations: {},
      ownerReferences: [],
      finalizers: [],
      generation: 1,
      resourceVersion: "1",
      createdAt: at,
      updatedAt: at,
    },
    spec: {},
    status: ready === undefined ? {} : { conditions: [{ ...condition, status: ready }] },
  };
}

test("what has been so for long enough is told, once, and its recovery too", () => {
  const watch = new RuleWatch(rule, filter, events);
  watch.see(node("n1", "False", 1_000));
  expect(watch.nextAt).toBe(601_000);
  watch.tell(600_999);
  expect(told).toEqual([]);
  watch.tell(601_000);
  watch.see(node("n1", "False", 1_000));
  watch.tell(900_000);
  expect(told).toEqual(["n1"]);
  watch.see(node("n1", "True", 950_000));
  watch.see(node("n1", "True", 950_000));
  expect(told).toEqual(["n1", "n1 is well"]);
});

test("what is called otherwise by then is told by the name that it has", () => {
  const watch = new RuleWatch(rule, filter, events);
  const before = node("n1", "False", 0);
  watch.see(before);
  watch.see({ ...before, metadata: { ...before.metadata, name: "n1-spare" } });
  watch.tell(600_000);
  expect(told).toEqual(["n1-spare"]);
});

test("what recovers in time is never told", () => {
  const watch = new RuleWatch(rule, filter, events);
  watch.see(node("n1", "False"));
  watch.see(node("n1", "True"));
  expect(watch.nextAt).toBeUndefined();
  watch.tell(1e9);
  expect(told).toEqual([]);
});

test("a change from one status that fits to another does not begin the wait again", () => {
  const watch = new RuleWatch(rule, filter, events);
  watch.see(node("n1", "False", 0));
  watch.see(node("n1", "Unknown", 500_000));
  expect(watch.nextAt).toBe(600_000);
});

test("a resource without the condition has it as unknown since it was made", () => {
  const watch = new RuleWatch(rule, filter, events);
  watch.see(node("n1", undefined, 5_000));
  expect(watch.nextAt).toBe(605_000);
});

test("other labels are not looked at, and who loses the label is resolved", () => {
  const watch = new RuleWatch(rule, filter, events);
  watch.see(node("n2", "False", 0, { rack: "r2" }));
  expect(watch.nextAt).toBeUndefined();
  watch.see(node("n1", "False"));
  watch.tell(600_000);
  watch.see(node("n1", "False", 0, { rack: "r2" }));
  expect(told).toEqual(["n1", "n1 is well"]);
});

test("what is deleted is told no more", () => {
  const watch = new RuleWatch(rule, filter, events);
  watch.see(node("n1", "False"));
  watch.forget("uid-n1");
  watch.tell(1e9);
  expect(told).toEqual([]);
});

test("after a restart nothing is told twice, and what recovered meanwhile is resolved", () => {
  const before = ["n1", "n2"].map((name) => ({ kind: "Node", uid: `uid-${name}`, name }));
  const watch = new RuleWatch(rule, filter, events, before);
  watch.see(node("n1", "False"));
  watch.tell(1e9);
  expect(told).toEqual([]);
  watch.seenAll();
  expect(told).toEqual(["n2 is well"]);
  expect(Array.from(watch.told(), ({ name }) => name)).toEqual(["n1"]);
});

test("many that wait are told in the order in which they fall due", () => {
  const watch = new RuleWatch(rule, filter, events);
  for (const since of [30, 10, 20]) watch.see(node(`n${since}`, "False", since));
  watch.tell(1e9);
  expect(told).toEqual(["n10", "n20", "n30"]);
});
