import { expect, test } from "vitest";
import { setCondition } from "../resource/condition.ts";
import type { Filter } from "../resource/filter.ts";
import type { Resource } from "../resource/resource.ts";
import { matchesFilter } from "./matches-filter.ts";
import { SqliteStorage } from "./sqlite/sqlite-storage.ts";
import { IN_MEMORY } from "./sqlite/open-database.ts";

const silent = { error() {}, warn() {} };

const field = (path: string, filterTest: Extract<Filter, { type: "field" }>["test"]): Filter => ({
  type: "field",
  path,
  test: filterTest,
});

const filters: readonly (readonly [string, Filter])[] = [
  ["nothing at all", { type: "and", of: [] }],
  ["no alternative", { type: "or", of: [] }],
  ["a label", { type: "label", key: "rack", test: { is: "oneOf", values: ["r1", "r3"] } }],
  [
    "a label that is not so",
    { type: "not", of: { type: "label", key: "rack", test: { is: "oneOf", values: ["r1"] } } },
  ],
  ["a label that is there", { type: "label", key: "gpu", test: { is: "there" } }],
  ["a name, in any case", field("metadata.name", { is: "containing", text: "NID" })],
  ["a number", field("spec.slots", { is: "above", value: 8, orEqual: true })],
  ["a number below", field("spec.slots", { is: "below", value: 8, orEqual: false })],
  ["a text above", field("spec.desired", { is: "above", value: "p", orEqual: false })],
  ["a number where there are texts", field("spec.desired", { is: "below", value: 8, orEqual: true })],
  ["part of a number", field("spec.slots", { is: "containing", text: "6" })],
  ["true", field("spec.spare", { is: "oneOf", values: [1, "true"] })],
  ["what is not there", { type: "not", of: field("spec.spare", { is: "there" }) }],
  ["readiness", field("ready", { is: "oneOf", values: ["Unknown"] })],
  ["since", field("since", { is: "below", value: "2026-01-02T00:00:00.000Z", orEqual: true })],
  ["a condition", { type: "condition", condition: "Powered", part: "status", test: { is: "oneOf", values: ["True"] } }],
  ["a reason", { type: "condition", condition: "Ready", part: "reason", test: { is: "containing", text: "fAIL" } }],
];

async function fleet(): Promise<{ storage: SqliteStorage; resources: Resource[] }> {
  const storage = new SqliteStorage(IN_MEMORY, { logger: silent });
  const specs = [{ slots: 6, desired: "off" }, { slots: 16, desired: "running", spare: true }, { spare: false }, {}];
  for (const [index, spec] of specs.entries()) {
    const labels = { ...(index < 3 && { rack: `r${index + 1}` }), ...(index === 1 && { gpu: "" }) };
    const name = index % 2 === 0 ? `nid${index}` : `pump${index}`;
    const resource = await storage.create({ apiVersion: "v1", kind: "Device", metadata: { name, labels }, spec });
    if (index === 3) continue;
    const since = Date.UTC(2026, 0, 1 + index);
    setCondition(resource, "Ready", index === 0 ? "True" : "False", index === 0 ? "Fine" : "Failed", "m", since);
    if (index === 1) setCondition(resource, "Powered", "True", "On", "m", since);
    await storage.updateStatus(resource);
  }
  return { storage, resources: await storage.list("Device") };
}

test.each(filters)("by %s it selects what a page shows", async (_, filter) => {
  const { storage, resources } = await fleet();
  const shown = storage.queries.page({ kind: "Device", filter, limit: 10 }).rows.map(({ metadata }) => metadata.uid);
  const selected = resources.filter((resource) => matchesFilter(resource, filter)).map(({ metadata }) => metadata.uid);
  expect(selected.toSorted()).toEqual(shown.toSorted());
  await storage.close();
});
