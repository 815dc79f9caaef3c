import { expect, test } from "vitest";
import type { Resource, WorkItem } from "../../../shared/model.ts";
import { nextText, readinessOf, situationText } from "./readiness.ts";

const now = 1_000_000;
const at = new Date(now).toISOString();

function node(ready?: "True" | "False", message = ""): Resource {
  const condition = ready && { type: "Ready", status: ready, reason: "PowerOff", message, lastTransitionTime: at };
  return {
    apiVersion: "v1",
    kind: "Node",
    metadata: {
      uid: "n1",
      name: "nid000012",
      labels: {},
      annotations: {},
      ownerReferences: [],
      finalizers: [],
      generation: 1,
      resourceVersion: "1",
      createdAt: at,
      updatedAt: at,
    },
    spec: {},
    status: condition ? { conditions: [condition] } : {},
  };
}

const backingOff: WorkItem = {
  resourceKind: "Node",
  resourceUid: "n1",
  state: "backoff",
  reasons: [],
  attempts: 3,
  priority: 0,
  since: now,
  notBefore: now + 8_000,
};

test("a node that fails says what is wrong and when it is tried again", () => {
  expect(situationText(node("False", "Node nid000012 is off but should be on"))).toBe(
    "Node nid000012 is off but should be on",
  );
  expect(nextText(backingOff, now)).toBe("retrying in 8 s (attempt 4)");
  expect(nextText(backingOff, now + 8_000)).toBe("retrying now (attempt 4)");
});

test("a node that waits for its next check says when it was looked at last, one that is to be enqueued later does not", () => {
  const reason = { message: "after 5 min", count: 1, firstAt: now, lastAt: now };
  const waiting: WorkItem = { ...backingOff, state: "delayed", reasons: [{ ...reason, cause: "periodic" }] };
  expect(nextText(waiting, now + 12_000)).toBe("checked 12 s ago");
  expect(nextText({ ...waiting, reasons: [{ ...reason, cause: "manual" }] }, now)).toBe("");
});

test("what was changed since is not told to be as it should be", () => {
  const before = node("True", "Node nid000012 is off, as it should be");
  const resource = {
    ...before,
    metadata: { ...before.metadata, generation: 2 },
    status: { ...before.status, observedGeneration: 1 },
  };
  expect(situationText(resource)).toBe("Node nid000012 was changed and is not reconciled yet");
});

test("a resource without conditions says that it was not reconciled yet", () => {
  expect(situationText(node())).toBe("Node nid000012 was not reconciled yet");
  expect(readinessOf(node()).word).toBe("Not seen yet");
});

test("a resource marked for deletion is shown as going, however ready it was", () => {
  const ready = node("True");
  const marked = { ...ready, metadata: { ...ready.metadata, deletionTimestamp: at } };
  expect(readinessOf(marked).word).toBe("Deleting");
});
