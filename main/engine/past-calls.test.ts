import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { newEvent } from "../../app/events/new-event.ts";
import { SessionFixture } from "../testing/session-fixture.ts";

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;

let fixture: SessionFixture;

beforeEach(async () => {
  fixture = await SessionFixture.open({ reconciling: false });
});

async function create(name: string) {
  const draft = { kind: "Device", metadata: { name }, spec: { desired: "running" } };
  const { metadata } = await fixture.call("resources.create", draft);
  return { kind: "Device", uid: metadata.uid };
}

describe("the past", () => {
  test("of an engine in which nothing happened begins with nothing", async () => {
    expect(await fixture.call("time.kept", {})).toEqual({
      since: null,
      recordsSince: null,
      isBeginning: true,
      now: START,
    });
    expect(await fixture.call("time.fleet", { at: START, limit: 5 })).toMatchObject({ kinds: [], notReadyTotal: 0 });
    expect(await fixture.call("events.density", { stretches: 3 })).toMatchObject({ counts: [0, 0, 0] });
  });

  test("tells the fleet, a resource and the changes as a window asks for them", async () => {
    const ref = await create("one");
    await fixture.clock.advance(MINUTE);
    const held = await fixture.call("resources.get", ref);
    if (held === null) throw new Error("The device is gone.");
    const { resourceVersion, name, labels, annotations } = held.metadata;
    const edit = { ...ref, resourceVersion, metadata: { name, labels, annotations }, spec: { desired: "stopped" } };
    await fixture.call("resources.update", edit);
    await fixture.clock.advance(MINUTE);
    await fixture.call("resources.delete", { ...ref, propagation: "background" });

    const then = await fixture.call("time.resource", { ...ref, at: START });
    expect(then).toMatchObject({ name: "one", ready: "Unknown", isThere: false });
    expect(then.spec).toMatchObject({ generation: 1, actor: "ada", spec: { desired: "running" } });
    const gone = await fixture.call("time.resource", { ...ref, at: START + 2 * MINUTE });
    expect(gone).toEqual({ name: "one", isThere: false, conditions: [] });
    const changes = await fixture.call("time.changes", { from: START, to: START + MINUTE, limit: 5 });
    expect(changes.spec).toMatchObject({ count: 1, items: [{ name: "one", fields: ["desired"] }] });
    expect(await fixture.call("time.fleet", { at: START, limit: 5 })).toMatchObject({
      kinds: [{ kind: "Device", total: 1 }],
    });
    expect(await fixture.call("time.neighbour", { at: START, direction: "forward" })).toEqual({ at: START + MINUTE });
    expect(await fixture.call("time.neighbour", { at: START, direction: "back" })).toEqual({ at: null });
  });

  test.each([
    ["time.fleet", { at: -1, limit: 5 }],
    ["time.fleet", { at: START, limit: 10_000 }],
    ["time.changes", { from: START + 1, to: START, limit: 5 }],
    ["events.density", { stretches: 1_000_000 }],
    ["events.export", { format: "exe" }],
  ] as const)("is not asked for by %s with %j", async (name, request) => {
    expect(await fixture.refusal(name, request)).toMatchObject({ code: "Invalid" });
  });

  test("has the chain of an event, and none of an event that there is not", async () => {
    await create("one");
    const [event] = await fixture.call("events.page", { limit: 1 });
    const chain = await fixture.call("events.chain", { id: event?.id ?? "" });
    expect(chain).toMatchObject({
      event: { name: "one", actor: "ada" },
      links: [{ what: "event", depth: 0 }],
      isCut: false,
    });
    expect(await fixture.call("events.chain", { id: "nothing" })).toBeNull();
  });

  test("says of the event of a condition what that became, in a list and in a chain", async () => {
    const data = { type: "Ready", status: "False", reason: "Off", message: "It is off", lastTransitionTime: "" };
    await fixture.engine.storage.transact((tx) => {
      tx.appendEvent(newEvent("io.fabrica.condition.Ready", "/test", data));
      tx.appendEvent(newEvent("io.fabrica.condition.Other", "/test", data));
    });
    const [other, ready] = await fixture.call("events.page", { limit: 2 });
    expect(other).not.toHaveProperty("became");
    expect(ready).toHaveProperty("became", { type: "Ready", status: "False", reason: "Off" });
    const chain = await fixture.call("events.chain", { id: ready?.id ?? "" });
    expect(chain?.links).toMatchObject([{ event: { became: ready?.became } }]);
  });
});

describe("an export of events", () => {
  test.each(["json", "jsonl"] as const)("writes what is filtered, newest first, as %s", async (format) => {
    for (const name of ["one", "two", "three"]) await create(name);
    const file = path.join(fixture.dataDir, `events.${format}`);
    fixture.choice = [file];
    const reply = await fixture.call("events.export", { pattern: "**.created", format });
    expect(reply).toEqual({ path: file, count: 3 });
    const text = readFileSync(file, "utf8");
    const events: unknown[] =
      format === "json"
        ? JSON.parse(text)
        : text
            .trimEnd()
            .split("\n")
            .map((line) => JSON.parse(line));
    expect(events).toMatchObject(
      ["three", "two", "one"].map((name) => ({ specversion: "1.0", data: { metadata: { name } } })),
    );
    expect(fixture.questions).toEqual([{ ask: "export-file", window: 1, suggestedName: `events.${format}` }]);
  });

  test("of nothing is an empty list", async () => {
    const file = path.join(fixture.dataDir, "none.json");
    fixture.choice = [file];
    expect(await fixture.call("events.export", { pattern: "nothing.*", format: "json" })).toMatchObject({ count: 0 });
    expect(JSON.parse(readFileSync(file, "utf8"))).toEqual([]);
  });

  test("is not written when the user thinks better of it", async () => {
    await create("one");
    expect(await fixture.call("events.export", { format: "json" })).toEqual({ path: null, count: 0 });
  });

  test("is one at a time in a window, also while its user is being asked where to", async () => {
    await create("one");
    const file = path.join(fixture.dataDir, "events.json");
    fixture.choice = [file];
    const [done, refused] = await Promise.all([
      fixture.call("events.export", { format: "json" }),
      fixture.refusal("events.export", { format: "json" }),
    ]);
    expect(done).toMatchObject({ path: file });
    expect(refused).toMatchObject({ code: "Conflict" });
  });

  test("tells how far it is, and leaves no file when it is cancelled", async () => {
    const logged = fixture.engine.storage.transact((tx) => {
      for (let index = 0; index < 20_000; index++) tx.appendEvent(newEvent("io.x.many", "/test"));
    });
    await logged;
    const progress = await fixture.follow("eventExport", {});
    expect(progress.last()).toEqual({ progress: null });
    fixture.choice = [path.join(fixture.dataDir, "cancelled.jsonl")];
    const refused = fixture.refusal("events.export", { format: "jsonl" });
    while ((progress.last().progress?.total ?? 0) === 0) await fixture.clock.advance(10);
    expect(progress.last()).toEqual({ progress: { written: expect.any(Number), total: 20_000 } });
    await fixture.call("events.cancelExport", {});
    expect((await refused).message).toMatch(/cancelled/);
    await fixture.clock.advance(1_000);
    expect(progress.last()).toEqual({ progress: null });
    expect(readdirSync(fixture.dataDir).filter((name) => name.includes("cancelled"))).toEqual([]);
  });
});
