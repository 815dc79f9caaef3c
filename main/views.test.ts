import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeEach, expect, onTestFinished, test } from "vitest";
import { tableViews, type TableView } from "../shared/views.ts";
import { JsonFile } from "./files/json-file.ts";
import { silentLogger } from "./testing/silent-logger.ts";
import { Views } from "./views.ts";

const layout = { order: [], shown: {}, widths: {} };
const view: TableView = {
  id: "0b9f5cf4-0b0e-4c53-9d7b-6a5b7c8d9e01",
  kind: "Node",
  name: "Rack one",
  query: "label.rack==r1",
  layout,
};

let folder: string;
let views: Views;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "views-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  views = open();
});

function open(): Views {
  return new Views(new JsonFile(path.join(folder, "views.json"), tableViews, silentLogger));
}

test("a view is there for every window at once, and after a restart", async () => {
  let changes = 0;
  const stop = views.onChange(() => (changes += 1));
  await views.save(view);
  await views.save({ ...view, query: "label.rack==r2" });
  stop();
  await views.setDefault("Node", view.id);
  expect(changes).toBe(2);
  expect(await open().get()).toEqual({
    views: [{ ...view, query: "label.rack==r2" }],
    habits: { Node: { defaultView: view.id } },
  });
});

test("two views of a kind do not share a name", async () => {
  await views.save(view);
  const other = { ...view, id: "0b9f5cf4-0b0e-4c53-9d7b-6a5b7c8d9e02" };
  await expect(views.save(other)).rejects.toMatchObject({ code: "AlreadyExists", field: "name" });
  await views.save({ ...other, kind: "Device" });
  expect((await views.get()).views.map(({ kind }) => kind)).toEqual(["Node", "Device"]);
});

test("a view that is deleted is no longer what its table opens with, which keeps its columns", async () => {
  await views.save(view);
  await views.setDefault("Node", view.id);
  await views.arrange({ kind: "Node", layout: { ...layout, widths: { name: 200 } }, sort: "-spec.nid" });
  await views.delete(view.id);
  expect(await views.get()).toEqual({
    views: [],
    habits: { Node: { layout: { ...layout, widths: { name: 200 } }, sort: "-spec.nid" } },
  });
});

test("columns are arranged in the view or in the table without one, whichever is shown", async () => {
  await views.save(view);
  const arranged = { ...layout, order: ["kind.nid"] };
  await views.arrange({ kind: "Node", id: view.id, layout: arranged });
  expect(await views.get()).toEqual({ views: [{ ...view, layout: arranged }], habits: {} });
});
