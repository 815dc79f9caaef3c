import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import type { CallRequest } from "../../shared/contract.ts";
import { device, type Draft } from "../testing/device-draft.ts";
import { SessionFixture } from "../testing/session-fixture.ts";

let fixture: SessionFixture;

function create(draft: Draft) {
  return fixture.call("resources.create", draft);
}

async function names(query: Partial<CallRequest<"resources.page">>): Promise<unknown[]> {
  const { rows, total } = await fixture.call("resources.page", { kind: "Device", limit: 2, ...query });
  return [rows.map(({ name }) => name).join(""), total];
}

describe("an engine at rest", () => {
  beforeEach(async () => {
    fixture = await SessionFixture.open({ reconciling: false });
  });

  test("the kinds come with what forms and tables need of them", async () => {
    const kinds = await fixture.call("kinds.list", {});
    expect(kinds.map(({ kind }) => kind)).toEqual(["Device", "Node", "Cluster"]);
    for (const { specSchema, specTemplate, columns } of kinds) {
      expect(specSchema).toHaveProperty("type", "object");
      expect(specTemplate).toBeDefined();
      expect(columns.length).toBeGreaterThan(0);
    }
  });

  test("a table sorts, filters and pages as it is asked to", async () => {
    for (const [name, rack] of [
      ["c", "r1"],
      ["a", "r2"],
      ["b", "r1"],
      ["d", "r1"],
    ] as const) {
      await create(device(name, { labels: { rack } }));
    }
    expect(await names({})).toEqual(["ab", 4]);
    expect(await names({ offset: 2 })).toEqual(["cd", 4]);
    expect(await names({ query: "label.rack==r1", sort: { by: "metadata.name", direction: "desc" } })).toEqual([
      "dc",
      3,
    ]);
    expect(await names({ query: "A" })).toEqual(["a", 1]);
    expect(await names({ query: "ready==True" })).toEqual(["", 0]);
  });

  test("what queries and columns can name is what the resources have", async () => {
    await create(device("a", { labels: { rack: "r1", "a.b/zone": "z" } }));
    await create(device("b", { labels: { rack: "r10" } }));
    await create(device("c", { labels: { rack: "s2" } }));
    await create(device("d", { labels: { rack: "r2" } }));
    const keys = await fixture.call("resources.keys", { kind: "Device" });
    expect(keys.labels).toEqual(["a.b/zone", "rack"]);
    const values = (key: string, prefix: string) => fixture.call("resources.values", { kind: "Device", key, prefix });
    expect(await values("label.rack", "r")).toEqual(["r1", "r2", "r10"]);
    expect(await values("label.rack", "")).toEqual(["r1", "r2", "r10", "s2"]);
    expect(await values("desired", "")).toEqual(["running"]);
    expect(await values("nothing", "")).toEqual([]);
  });

  test("rows hold the fields that are asked for beside their kind's columns", async () => {
    await create(device("a"));
    const { rows } = await fixture.call("resources.page", {
      kind: "Device",
      limit: 1,
      fields: ["spec.desired", "spec.x"],
    });
    expect(rows[0]?.cells).toMatchObject({ "spec.desired": "running", "spec.x": null });
  });

  test.each([
    ["a kind that there is not", { ...device("x"), kind: "Toaster" }, "kind"],
    ["a spec that fails its schema", { ...device("x"), spec: { desired: "sideways" } }, "spec.desired"],
    ["a name with a slash", device("../x"), "metadata.name"],
    ["no spec", { kind: "Device", metadata: { name: "x" } }, "spec"],
  ])("to create with %s is refused by the field", async (_what, draft, field) => {
    const refusal = await fixture.refusal("resources.create", draft);
    expect(refusal).toMatchObject({ code: "Invalid", field });
    expect(fixture.engine.sequence).toBe(0);
  });

  test("owners and dependents are found from both ends", async () => {
    const source = {
      from: "text",
      name: "fleet.yaml",
      text: "- name: nid1\n  xname: x0c0s0b0n0\n- name: nid2\n  xname: x0c0s0b0n1\n",
    } as const;
    const preview = await fixture.call("import.preview", { source });
    await fixture.call("import.apply", { id: preview?.id ?? "", skipWrong: false });
    const { rows } = await fixture.call("resources.page", { kind: "Cluster", limit: 5 });
    const [cluster] = rows;
    if (cluster === undefined) throw new Error("There is no cluster.");
    const related = await fixture.call("resources.related", { kind: "Cluster", uid: cluster.uid });
    expect(related).toMatchObject({ owners: [], dependents: [{ name: "nid1" }, { name: "nid2" }], dependentsTotal: 2 });
    const node = related.dependents[0];
    if (node === undefined) throw new Error("There is no node.");
    const ofNode = await fixture.call("resources.related", { kind: "Node", uid: node.uid });
    expect(ofNode).toMatchObject({ owners: [{ name: cluster.name }], dependents: [], dependentsTotal: 0 });
  });

  test("what is done to work that does not wait is refused", async () => {
    for (const name of ["work.cancel", "work.retryNow", "work.forgetBackoff", "work.moveToFront"] as const) {
      expect(await fixture.refusal(name, { kind: "Device", uid: "no-such" })).toMatchObject({ code: "NotFound" });
    }
    expect(await fixture.refusal("work.enqueue", { kind: "Toaster", uid: "x" })).toMatchObject({ code: "Invalid" });
  });

  test("nothing is queued or paused of what is not there", async () => {
    const gone = { kind: "Device", uid: "no-such" };
    expect(await fixture.refusal("work.enqueue", { ...gone, delayMs: 60_000 })).toMatchObject({ code: "NotFound" });
    expect(await fixture.refusal("work.pause", { ...gone, reason: "why not" })).toMatchObject({ code: "NotFound" });
    expect(fixture.engine.controller.snapshot()).toEqual([]);
    expect(fixture.engine.controller.pauses()).toEqual([]);
  });

  test.each([
    ["work.enqueue", { kind: "Device", uid: "x", priority: 1e9 }],
    ["work.pause", { reason: " " }],
  ] as const)("%s with what makes no sense is refused", async (name, request) => {
    expect(await fixture.refusal(name, request)).toMatchObject({ code: "Invalid" });
  });

  test("a preview is applied once, however often it is asked for at once", async () => {
    const text = "kind: Device\nmetadata: { name: pump }\nspec: { desired: running }\n";
    const preview = await fixture.call("import.preview", { source: { from: "text", name: "f.yaml", text } });
    const request = { id: preview?.id ?? "", skipWrong: false };
    const [applied, refused] = await Promise.all([
      fixture.call("import.apply", request),
      fixture.refusal("import.apply", request),
    ]);
    expect(applied).toMatchObject({ created: 1, wrong: 0, problems: [] });
    expect(refused).toMatchObject({ code: "NotFound" });
  });

  test("a file is previewed, imported once, and the second time nothing changes", async () => {
    const file = path.join(fixture.dataDir, "fleet.yaml");
    writeFileSync(
      file,
      "kind: Device\nmetadata: { name: pump }\nspec: { desired: running }\n---\nkind: Device\nmetadata: { name: bad }\nspec: { desired: up }\n",
    );
    fixture.choice = [file];
    const preview = await fixture.call("import.preview", { source: { from: "dialog" } });
    expect(fixture.questions).toEqual([{ ask: "import-files", window: 1 }]);
    expect(preview).toMatchObject({ created: 1, wrong: 1, problems: [{ line: expect.any(Number) }] });
    const id = preview?.id ?? "";
    expect(await fixture.refusal("import.apply", { id, skipWrong: false })).toMatchObject({ code: "Invalid" });
    expect(await fixture.call("import.apply", { id, skipWrong: true })).toMatchObject({ created: 1 });
    expect(await fixture.refusal("import.apply", { id, skipWrong: true })).toMatchObject({ code: "NotFound" });
    expect(await fixture.call("import.preview", { source: { from: "dialog" } })).toMatchObject({
      created: 0,
      changed: 0,
      unchanged: 1,
    });
  });

  test("an import of which the user thought better is none, and a file that is gone is told", async () => {
    expect(await fixture.call("import.preview", { source: { from: "dialog" } })).toBeNull();
    fixture.choice = [path.join(fixture.dataDir, "gone.yaml")];
    expect(await fixture.refusal("import.preview", { source: { from: "dialog" } })).toMatchObject({
      code: "Unavailable",
    });
  });

  test.each(["yaml", "json"] as const)("what is exported as %s is what import finds unchanged", async (format) => {
    await create(device("pump", { labels: { rack: "r1" } }));
    await create(device("valve"));
    const file = path.join(fixture.dataDir, `out.${format}`);
    fixture.choice = [file];
    expect(await fixture.call("export.save", { format })).toEqual({ path: file, count: 2 });
    expect(fixture.questions).toEqual([{ ask: "export-file", window: 1, suggestedName: `fleet.${format}` }]);
    const source = { from: "text", name: file, text: readFileSync(file, "utf8") } as const;
    expect(await fixture.call("import.preview", { source })).toMatchObject({
      unchanged: 2,
      created: 0,
      changed: 0,
      wrong: 0,
    });
  });

  test("an export without a place for it writes nothing", async () => {
    expect(await fixture.call("export.save", { kind: "Device", format: "yaml" })).toEqual({ path: null, count: 0 });
  });
});

describe("an engine at work", () => {
  beforeEach(async () => {
    fixture = await SessionFixture.open();
  });

  test("an edit keeps status and owners, and one of a version that has passed is refused", async () => {
    const { kind, metadata } = await create(device("pump"));
    await fixture.clock.advance(30_000);
    const seen = await fixture.call("resources.get", { kind, uid: metadata.uid });
    if (seen === null) throw new Error("The device is gone.");
    const { name, labels, annotations, resourceVersion, uid } = seen.metadata;
    const edit = { kind, uid, resourceVersion, metadata: { name, labels, annotations }, spec: { desired: "stopped" } };
    const edited = await fixture.call("resources.update", edit);
    expect(edited).toMatchObject({ metadata: { generation: 2 }, spec: { desired: "stopped" }, status: seen.status });
    expect(await fixture.refusal("resources.update", { ...edit, spec: { desired: "running" } })).toMatchObject({
      code: "Conflict",
    });
    expect(await fixture.refusal("resources.update", { ...edit, uid: "no-such" })).toMatchObject({ code: "NotFound" });

    await fixture.clock.advance(30_000);
    expect(await fixture.call("resources.revisions", { kind, uid, limit: 10 })).toMatchObject([
      { generation: 2, actor: "ada", spec: { desired: "stopped" } },
      { generation: 1, actor: "ada", spec: { desired: "running" } },
    ]);
    const [latest] = await fixture.call("resources.records", { kind, uid, limit: 1 });
    expect(latest).toMatchObject({ resourceUid: uid, outcome: expect.stringMatching(/succeeded|requeued/) });
  });

  test("a plan tells what would be done and touches nothing", async () => {
    const { kind, metadata } = await create(device("pump"));
    await fixture.clock.advance(30_000);
    const { sequence } = fixture.engine;
    const planned = fixture.call("resources.plan", {
      kind,
      uid: metadata.uid,
      resourceVersion: metadata.resourceVersion,
      metadata: { name: "pump", labels: {}, annotations: {} },
      spec: { desired: "stopped" },
    });
    await fixture.clock.advance(1_000);
    expect((await planned).steps.length).toBeGreaterThan(0);
    expect(fixture.engine.sequence).toBe(sequence);
  });

  test("an edit that makes no sense is refused, not planned as if there were none", async () => {
    const { kind, metadata } = await create(device("pump"));
    const { uid, resourceVersion } = metadata;
    for (const name of ["", "a/b"]) {
      const edit = { kind, uid, resourceVersion, metadata: { name, labels: {}, annotations: {} }, spec: {} };
      expect(await fixture.refusal("resources.plan", edit)).toMatchObject({ code: "Invalid" });
    }
  });

  test("work is paused, stepped and resumed by hand", async () => {
    await fixture.call("work.pause", { kind: "Device", reason: "maintenance" });
    const { metadata } = await create(device("pump"));
    const queue = await fixture.follow("queue", { state: "paused", limit: 10 });
    await fixture.clock.advance(5_000);
    expect(queue.last()).toMatchObject({ counts: { paused: 1 }, items: [{ name: "pump" }] });
    expect(fixture.engine.controller.pauses()).toMatchObject([{ kind: "Device", reason: "maintenance", actor: "ada" }]);
    expect(await fixture.call("work.step", {})).toEqual({ ran: { kind: "Device", uid: metadata.uid, name: "pump" } });
    await fixture.call("work.resume", { kind: "Device" });
    await fixture.clock.advance(30_000);
    expect(queue.last()).toMatchObject({ counts: { paused: 0 }, items: [] });
  });

  test("cancelled work is not done", async () => {
    const { kind, metadata } = await create(device("pump"));
    await fixture.clock.advance(30_000);
    await fixture.call("work.cancel", { kind, uid: metadata.uid });
    expect(fixture.engine.controller.workItem(kind, metadata.uid)).toBeUndefined();
  });

  test("the demo fleet is there at once and Ready in the end", async () => {
    const { created } = await fixture.call("demo.create", { nodes: 4 });
    const summary = await fixture.follow("summary", {});
    expect(summary.last().kinds.reduce((sum, { total }) => sum + total, 0)).toBe(created);
    await fixture.clock.advance(60_000);
    expect(summary.last().kinds.every(({ total, ready }) => total === ready)).toBe(true);
  });
});
