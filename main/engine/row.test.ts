import { expect, test } from "vitest";
import type { Column } from "../../app/kinds/kind.ts";
import type { Resource } from "../../app/resource/resource.ts";
import { row } from "../../shared/model.ts";
import { toRow } from "./row.ts";

const metadata = {
  uid: "dev-1",
  name: "pump",
  labels: { rack: "r1" },
  annotations: { secret: "not for lists" },
  ownerReferences: [],
  finalizers: [],
  generation: 3,
  resourceVersion: "17",
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-02T00:00:00.000Z",
};

function device(spec: unknown, status: unknown): Resource {
  return { apiVersion: "fabrica.io/v1", kind: "Device", metadata, spec, status };
}

function column(path: string): Column {
  return { id: path, title: path, path, type: "text" };
}

test("a row says how ready a resource is, since when and why", () => {
  const lastTransitionTime = "2026-01-01T12:00:00.000Z";
  const ready = { type: "Ready", status: "False", reason: "Booting", message: "It boots", lastTransitionTime };
  const made = toRow(device({}, { observedGeneration: 2, conditions: [ready] }), []);
  expect(made).toMatchObject({ ready: "False", reason: "Booting", message: "It boots", since: lastTransitionTime });
  expect(made).toMatchObject({ name: "pump", generation: 3, observedGeneration: 2, deleting: false });
  expect(row.omit({ paused: true }).parse(made)).toEqual(made);
});

test("a resource without a status is a row that says so", () => {
  for (const status of [undefined, null, {}, { conditions: [] }]) {
    const made = toRow(device({}, status), [column("status.power")]);
    expect(made).toMatchObject({ ready: "Unknown", reason: "", cells: { "status.power": null } });
    expect(row.omit({ paused: true }).parse(made)).toEqual(made);
  }
});

test("cells are what the columns' paths lead to, lists and objects as text", () => {
  const spec = { nid: 7, on: true, groups: ["a", "b"], bmc: { ip: "10.0.0.1" }, none: null };
  const paths = [
    "spec.nid",
    "spec.on",
    "spec.groups",
    "spec.bmc",
    "spec.bmc.ip",
    "spec.none",
    "spec.nid.deep",
    "spec.toString",
  ];
  expect(toRow(device(spec, {}), paths.map(column)).cells).toEqual({
    "spec.nid": 7,
    "spec.on": true,
    "spec.groups": "a, b",
    "spec.bmc": '{"ip":"10.0.0.1"}',
    "spec.bmc.ip": "10.0.0.1",
    "spec.none": null,
    "spec.nid.deep": null,
    "spec.toString": null,
  });
});
