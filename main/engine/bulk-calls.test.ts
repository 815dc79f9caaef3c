import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { BulkAction, BulkJob } from "../../shared/bulk.ts";
import type { CallRequest } from "../../shared/contract.ts";
import type { BulkTarget } from "../../shared/questions.ts";
import { type Followed, SessionFixture } from "../testing/session-fixture.ts";

let fixture: SessionFixture;
let stream: Followed<"bulk">;

async function createDevices(count: number, labels: Record<string, string> = {}): Promise<string[]> {
  const uids: string[] = [];
  for (let n = 0; n < count; n++) {
    const { metadata } = await fixture.call("resources.create", {
      kind: "Device",
      metadata: { name: `pump-${n}`, labels },
      spec: { desired: "running" },
    });
    uids.push(metadata.uid);
  }
  return uids;
}

const all: BulkTarget = { query: { kind: "Device" }, except: [] };
const stopAll: BulkAction = { do: "set", field: "desired", value: "stopped" };
const refs = (uids: readonly string[]): BulkTarget => ({ refs: uids.map((uid) => ({ kind: "Device", uid })) });

async function ended(id: string): Promise<BulkJob> {
  return vi.waitFor(
    async () => {
      await fixture.clock.advance(100);
      const job = stream.last().jobs.find((one) => one.id === id);
      if (job?.endedAt === undefined) throw new Error(`${id} has not ended: ${JSON.stringify(job)}`);
      return job;
    },
    { timeout: 20_000, interval: 1 },
  );
}

async function start(target: BulkTarget, action: BulkAction): Promise<string> {
  const { id, affected } = await fixture.call("bulk.preview", { target, action });
  const started = await fixture.call("bulk.start", { preview: id, count: affected });
  if (started.id === null) throw new Error("It was not started.");
  return started.id;
}

const run = async (target: BulkTarget, action: BulkAction): Promise<BulkJob> => ended(await start(target, action));

async function device(uid: string) {
  const resource = await fixture.call("resources.get", { kind: "Device", uid });
  if (resource === null) throw new Error(`${uid} is gone`);
  return resource;
}

async function edit(uid: string, change: Partial<Pick<CallRequest<"resources.update">, "spec">>): Promise<void> {
  const { kind, metadata, spec } = await device(uid);
  const { name, labels, annotations, resourceVersion } = metadata;
  await fixture.call("resources.update", {
    kind,
    uid,
    resourceVersion,
    metadata: { name, labels, annotations },
    spec,
    ...change,
  });
}

describe("actions on many", () => {
  beforeEach(async () => {
    fixture = await SessionFixture.open({ reconciling: false });
    stream = await fixture.follow("bulk", {});
  });

  test("a preview says what would change, and what would be left as it is and why; nothing is changed", async () => {
    const [first = ""] = await createDevices(12);
    await edit(first, { spec: { desired: "stopped" } });
    const { sequence } = fixture.engine;
    const preview = await fixture.call("bulk.preview", { target: all, action: stopAll });
    expect(preview).toMatchObject({
      total: 12,
      affected: 11,
      changes: [{ from: "running", to: "stopped", count: 11 }],
      skipped: [{ reason: "is stopped already", count: 1 }],
    });
    expect(preview.names).toHaveLength(10);
    expect(fixture.engine.sequence).toBe(sequence);
  });

  test("it is done to all that match but those left out, in more than one batch, and undone", async () => {
    const uids = await createDevices(100);
    const job = await run({ query: { kind: "Device" }, except: uids.slice(0, 10) }, stopAll);
    expect(job).toMatchObject({ state: "done", total: 90, done: 90, failed: 0, kind: "Device", undoable: true });
    expect((await device(uids[9] ?? "")).spec).toEqual({ desired: "running" });
    expect((await device(uids[99] ?? "")).spec).toEqual({ desired: "stopped" });

    const undone = await ended((await fixture.call("bulk.undo", { id: job.id })).id);
    expect(undone).toMatchObject({ isUndo: true, done: 90, undoable: false });
    expect((await device(uids[99] ?? "")).spec).toEqual({ desired: "running" });
    expect(stream.last().jobs[0]).toMatchObject({ isUndone: true, undoable: false });
    expect(await fixture.refusal("bulk.undo", { id: job.id })).toMatchObject({ code: "Invalid" });
    expect(fixture.told).toMatchObject([
      { type: "bulk", job: { id: job.id, state: "done", done: 90, isUndo: false } },
      { type: "bulk", job: { id: undone.id, state: "done", done: 90, isUndo: true } },
    ]);
  });

  test("it is done to what a query selects", async () => {
    const uids = await createDevices(30);
    const job = await run(
      { query: { kind: "Device", query: "pump-1 && spec.desired==running" }, except: [uids[1] ?? ""] },
      stopAll,
    );
    expect(job.done).toBe(10);
    expect(
      await fixture.refusal("bulk.preview", {
        target: { query: { kind: "Device", query: "(" }, except: [] },
        action: stopAll,
      }),
    ).toMatchObject({ code: "Invalid", field: "query" });
  });

  test("writes say who made them, and belong to one chain", async () => {
    const uids = await createDevices(2);
    const { id } = await run(refs(uids), stopAll);
    const [revision] = await fixture.call("resources.revisions", { kind: "Device", uid: uids[0] ?? "", limit: 1 });
    expect(revision).toMatchObject({ actor: "ada", spec: { desired: "stopped" } });
    const events = await fixture.call("events.page", { pattern: "io.fabrica.device.patched", limit: 5 });
    expect(events.map(({ correlationId }) => correlationId)).toEqual([id, id]);
  });

  test("what changed or went between the preview and the run is left alone, and told", async () => {
    const [changed = "", gone = "", other = ""] = await createDevices(3);
    const { id } = await fixture.call("bulk.preview", {
      target: all,
      action: { do: "label", key: "rack", value: "r9" },
    });
    await fixture.engine.client.patch("Device", changed, { metadata: { labels: { rack: "r1" } } });
    await fixture.call("resources.delete", { kind: "Device", uid: gone, propagation: "background" });
    const started = await fixture.call("bulk.start", { preview: id, count: 3 });
    const job = await ended(started.id ?? "");
    expect(job).toMatchObject({ done: 1, skipped: 2, failed: 0 });
    const { results, total } = await fixture.call("bulk.results", { id: job.id, only: "skipped", limit: 10 });
    expect(total).toBe(2);
    expect(results).toMatchObject([
      { uid: changed, message: "was changed meanwhile: it is r1 now" },
      { uid: gone, name: "pump-1", message: "is gone" },
    ]);
    expect((await device(other)).metadata.labels).toEqual({ rack: "r9" });
  });

  test("an undo leaves alone what somebody has changed since", async () => {
    const [mine = "", theirs = ""] = await createDevices(2);
    const job = await run(all, stopAll);
    await edit(theirs, { spec: { desired: "running" } });
    await edit(theirs, { spec: { desired: "stopped", config: "mine" } });
    await fixture.engine.client.patch("Device", mine, { spec: { desired: "running" } });
    const undone = await ended((await fixture.call("bulk.undo", { id: job.id })).id);
    expect(undone).toMatchObject({ done: 1, skipped: 1 });
    const { results } = await fixture.call("bulk.results", { id: undone.id, limit: 10 });
    expect(results.find(({ uid }) => uid === mine)).toMatchObject({ message: "is running already" });
    expect((await device(theirs)).spec).toMatchObject({ desired: "running", config: "mine" });
  });

  test("a label that was not there before is gone after the undo, and one that is taken away comes back", async () => {
    const [uid = ""] = await createDevices(1, { rack: "r1" });
    const labelled = await run(all, { do: "label", key: "row", value: "4" });
    expect((await device(uid)).metadata.labels).toEqual({ rack: "r1", row: "4" });
    await ended((await fixture.call("bulk.undo", { id: labelled.id })).id);
    expect((await device(uid)).metadata.labels).toEqual({ rack: "r1" });
    const unlabelled = await run(all, { do: "unlabel", key: "rack" });
    expect((await device(uid)).metadata.labels).toEqual({});
    await ended((await fixture.call("bulk.undo", { id: unlabelled.id })).id);
    expect((await device(uid)).metadata.labels).toEqual({ rack: "r1" });
  });

  test.each([
    [{ do: "set", field: "desired", value: "sideways" }, "spec.desired"],
    [{ do: "label", key: "no good", value: "x" }, "metadata.labels"],
  ] as const)("what none of them could take is refused before anything is begun: %o", async (action, field) => {
    await createDevices(1);
    expect(await fixture.refusal("bulk.preview", { target: all, action })).toMatchObject({ code: "Invalid", field });
  });

  test("deletes are confirmed by their number, and cannot be undone", async () => {
    await createDevices(40);
    const preview = await fixture.call("bulk.preview", {
      target: all,
      action: { do: "delete", propagation: "background" },
    });
    expect(await fixture.refusal("bulk.start", { preview: preview.id, count: 39 })).toMatchObject({ code: "Conflict" });
    const { id } = await fixture.call("bulk.start", { preview: preview.id, count: 40 });
    expect(await ended(id ?? "")).toMatchObject({ done: 40, undoable: false });
    expect(await fixture.call("resources.page", { kind: "Device", limit: 1 })).toMatchObject({ total: 0 });
    expect(await fixture.refusal("bulk.start", { preview: preview.id, count: 40 })).toMatchObject({ code: "NotFound" });
  });

  test("many are paused, each by itself, and the undo resumes those that nobody paused anew", async () => {
    const uids = await createDevices(50);
    const job = await run(all, { do: "pause", reason: "rack 4 is moved" });
    expect(fixture.engine.controller.pauseCount).toBe(50);
    expect(fixture.engine.controller.pauses(3)).toHaveLength(3);
    const one = await fixture.follow("resource", { kind: "Device", uid: uids[7] ?? "" });
    expect(one.last().pause).toMatchObject({ reason: "rack 4 is moved", actor: "ada" });
    await fixture.call("work.pause", { kind: "Device", uid: uids[7] ?? "", reason: "mine" });
    const undone = await ended((await fixture.call("bulk.undo", { id: job.id })).id);
    expect(undone).toMatchObject({ done: 49, skipped: 1 });
    expect(fixture.engine.controller.pauses()).toMatchObject([{ reason: "mine" }]);
    expect(await run(all, { do: "resume" })).toMatchObject({ done: 1 });
    expect(fixture.engine.controller.pauseCount).toBe(0);
  });

  test("many are resumed, and the undo pauses them again, each for its reason", async () => {
    const uids = await createDevices(3);
    const pause = (index: number, reason: string) =>
      fixture.call("work.pause", { kind: "Device", uid: uids[index] ?? "", reason });
    await pause(0, "a fan is changed");
    await pause(1, "rack 4 is moved");
    const job = await run(all, { do: "resume" });
    expect(job).toMatchObject({ done: 2, undoable: true });
    await pause(1, "mine");
    const undone = await ended((await fixture.call("bulk.undo", { id: job.id })).id);
    expect(undone).toMatchObject({ done: 1, skipped: 1 });
    const reasons = fixture.engine.controller.pauses().map(({ reason }) => reason);
    expect(reasons.toSorted()).toEqual(["a fan is changed", "mine"]);
  });

  test("a selection is exported as what import finds unchanged", async () => {
    const uids = await createDevices(70);
    const file = path.join(fixture.dataDir, "out.yaml");
    fixture.choice = [file];
    const job = await run(refs(uids.slice(0, 45)), { do: "export", format: "yaml" });
    expect(fixture.questions).toEqual([{ ask: "export-file", window: 1, suggestedName: "devices.yaml" }]);
    expect(job).toMatchObject({ done: 45, file, undoable: false });
    const source = { from: "text", name: file, text: readFileSync(file, "utf8") } as const;
    expect(await fixture.call("import.preview", { source })).toMatchObject({ unchanged: 45, created: 0, wrong: 0 });
  });

  test("an export to where nothing can be written says why, and one without a place is none", async () => {
    await createDevices(1);
    fixture.choice = [path.join(fixture.dataDir, "no", "such", "folder", "out.json")];
    const job = await run(all, { do: "export", format: "json" });
    expect(job).toMatchObject({ state: "failed", problem: expect.stringContaining("folder") });
    fixture.choice = [];
    const { id, affected } = await fixture.call("bulk.preview", {
      target: all,
      action: { do: "export", format: "json" },
    });
    expect(await fixture.call("bulk.start", { preview: id, count: affected })).toEqual({ id: null });
  });

  test("what an earlier engine left unfinished is said, until somebody has read it", async () => {
    const left = {
      id: "left",
      action: stopAll,
      actor: "ada",
      state: "running",
      total: 500,
      done: 120,
      skipped: 0,
      failed: 0,
      startedAt: 1,
      isUndo: false,
      isUndone: false,
      undoable: false,
      failures: [],
    };
    writeFileSync(path.join(fixture.dataDir, "bulk.json"), JSON.stringify({ running: [left] }));
    const again = fixture.anotherSession();
    stream = await fixture.follow("bulk", {}, true, again);
    await vi.waitFor(async () => {
      await fixture.clock.advance(100);
      expect(stream.last().jobs).toMatchObject([{ id: "left", state: "interrupted", done: 120, total: 500 }]);
    });
  });
});

describe("actions on the queue", () => {
  beforeEach(async () => {
    fixture = await SessionFixture.open();
    stream = await fixture.follow("bulk", {});
  });

  test("all that waits in a lane is withdrawn, and comes back by undo", async () => {
    const uids = await createDevices(40);
    await fixture.clock.advance(60_000);
    expect(fixture.engine.controller.counts()).toMatchObject({ delayed: 40 });
    const lane: BulkTarget = { queue: { state: "delayed", search: "pump" }, except: [`Device/${uids[3]}`] };
    const job = await run(lane, { do: "cancel" });
    expect(job).toMatchObject({ done: 39, undoable: true });
    expect(fixture.engine.controller.counts()).toMatchObject({ delayed: 1 });
    expect(fixture.engine.controller.workItem("Device", uids[0] ?? "")).toBeUndefined();
    await ended((await fixture.call("bulk.undo", { id: job.id })).id);
    await fixture.clock.advance(5_000);
    expect(fixture.engine.controller.counts()).toMatchObject({ delayed: 40 });
  });

  test("what waits for its time is done now; what does not wait is said to be left", async () => {
    const uids = await createDevices(3);
    await fixture.clock.advance(60_000);
    await fixture.call("work.cancel", { kind: "Device", uid: uids[0] ?? "" });
    const preview = await fixture.call("bulk.preview", { target: refs(uids), action: { do: "retryNow" } });
    expect(preview).toMatchObject({ affected: 2, skipped: [{ reason: "does not wait for a time", count: 1 }] });
    const { id } = await fixture.call("bulk.start", { preview: preview.id, count: 2 });
    expect(await ended(id ?? "")).toMatchObject({ done: 2 });
    const [record] = await fixture.call("resources.records", { kind: "Device", uid: uids[1] ?? "", limit: 1 });
    expect(record?.reasons).toMatchObject(expect.arrayContaining([expect.objectContaining({ cause: "manual" })]));
  });

  test("they are enqueued with a priority", async () => {
    const uids = await createDevices(2);
    await fixture.clock.advance(60_000);
    await fixture.call("work.pause", { reason: "to look" });
    await run(refs(uids), { do: "enqueue", priority: 10 });
    expect(fixture.engine.controller.workItem("Device", uids[0] ?? "")).toMatchObject({
      priority: 10,
      state: "paused",
    });
  });
});
