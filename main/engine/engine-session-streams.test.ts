import { beforeEach, describe, expect, test } from "vitest";
import { newEvent, newResourceEvent } from "../../app/events/new-event.ts";
import { FakeWindow } from "../testing/fake-window.ts";
import { device, type Draft } from "../testing/device-draft.ts";
import { SessionFixture } from "../testing/session-fixture.ts";

let fixture: SessionFixture;

function create(draft: Draft) {
  return fixture.call("resources.create", draft);
}

describe("an engine at rest", () => {
  beforeEach(async () => {
    fixture = await SessionFixture.open({ reconciling: false });
  });

  test("a stream with a query that cannot be answered ends with the reason", async () => {
    for (const query of [
      { query: "label.a in (" },
      { sort: { by: 'spec"; DROP TABLE resources', direction: "asc" } },
    ]) {
      const window = new FakeWindow();
      fixture.session.open("table", JSON.stringify({ kind: "Device", limit: 5, ...query }), { window: 1 }, window.port);
      await fixture.clock.advance(100);
      expect(window.ended).toMatchObject({ code: "Invalid" });
    }
    const events = await fixture.follow("events", { pattern: "a..b" });
    expect(events.window.ended).toMatchObject({ code: "Invalid" });
  });

  test("a table hears nothing of what it does not show, but that it is up to date", async () => {
    const table = await fixture.follow("table", { kind: "Cluster", limit: 50 });
    for (let n = 0; n < 20; n++) {
      await create(device(`pump-${n}`));
      await fixture.clock.advance(100);
    }
    // Two seconds: the first message, and one a second that differs in its sequence alone.
    expect(table.messages().length).toBeLessThanOrEqual(4);
    await fixture.clock.advance(60_000);
    const { length } = table.messages();
    expect(table.last().sequence).toBe(fixture.engine.sequence);
    await fixture.clock.advance(100_000);
    expect(table.messages().length).toBe(length);
  });

  test("a table's rows say that they are paused, and a query for that follows it, though nothing is written to them", async () => {
    const { uid } = (await create(device("pump"))).metadata;
    const table = await fixture.follow("table", { kind: "Device", limit: 50 });
    const paused = await fixture.follow("table", { kind: "Device", limit: 50, query: "paused==true" });
    expect(table.last().rows).toMatchObject([{ name: "pump", paused: false }]);
    expect(paused.last().total).toBe(0);
    await fixture.call("work.pause", { kind: "Device", uid, reason: "a new disk" });
    await fixture.clock.advance(100);
    expect(table.last().rows).toMatchObject([{ paused: true }]);
    expect(paused.last().rows).toMatchObject([{ name: "pump", paused: true }]);
    await fixture.call("work.resume", { kind: "Device", uid });
    await fixture.clock.advance(100);
    expect(table.last().rows).toMatchObject([{ paused: false }]);
    expect(paused.last().total).toBe(0);
  });

  test("a burst of changes is shown in few messages, and its end within a moment", async () => {
    const table = await fixture.follow("table", { kind: "Device", limit: 500 });
    await fixture.clock.advance(1_000);
    const before = table.messages().length;
    await Promise.all(Array.from({ length: 300 }, (_, n) => fixture.engine.client.create(device(`d${n}`))));
    await fixture.clock.advance(100);
    expect(table.last().total).toBe(300);
    expect(table.messages().length - before).toBeLessThanOrEqual(4);
  });

  test("a window that paints nothing is sent nothing, and then the newest state alone", async () => {
    const table = await fixture.follow("table", { kind: "Device", limit: 50 }, false);
    for (let n = 0; n < 10; n++) {
      await create(device(`d${n}`));
      await fixture.clock.advance(100);
    }
    expect(table.messages()).toHaveLength(1);
    table.window.paint();
    await fixture.clock.advance(100);
    expect(table.messages()).toHaveLength(2);
    expect(table.last().total).toBe(10);
  });

  test("a stream that is closed is forgotten", async () => {
    const table = await fixture.follow("table", { kind: "Device", limit: 50 });
    table.window.close();
    await create(device("pump"));
    await fixture.clock.advance(10_000);
    expect(table.messages()).toHaveLength(1);
  });

  test("the tail of events begins with the next one, and goes by its pattern", async () => {
    await create(device("before"));
    await fixture.clock.advance(100);
    const created = await fixture.follow("events", { pattern: "io.fabrica.*.created" });
    const { metadata } = await create(device("after"));
    await fixture.clock.advance(30_000);
    const events = created.messages().flatMap((message) => message.events);
    expect(events).toMatchObject([
      { type: "io.fabrica.device.created", kind: "Device", uid: metadata.uid, name: "after" },
    ]);
  });
});

describe("an engine at work", () => {
  beforeEach(async () => {
    fixture = await SessionFixture.open();
  });

  test("a table shows what is created, reconciled and deleted while it is followed", async () => {
    const table = await fixture.follow("table", { kind: "Device", limit: 50 });
    expect(table.last()).toMatchObject({ rows: [], total: 0 });

    const { metadata } = await create(device("pump"));
    await fixture.clock.advance(60);
    expect(table.last()).toMatchObject({
      rows: [{ name: "pump", uid: metadata.uid }],
      total: 1,
    });
    await fixture.clock.advance(30_000);
    expect(table.last()).toMatchObject({ rows: [{ ready: "True", cells: { state: "running" } }] });

    await fixture.call("resources.delete", { kind: "Device", uid: metadata.uid, propagation: "background" });
    await fixture.clock.advance(60);
    expect(table.last()).toMatchObject({ rows: [], total: 0 });
  });

  test("a resource is followed through its life, its place in the queue included", async () => {
    const { metadata } = await create(device("pump"));
    const followed = await fixture.follow("resource", { kind: "Device", uid: metadata.uid });
    await fixture.clock.advance(30_000);
    expect(followed.last()).toMatchObject({
      resource: { metadata: { name: "pump" }, status: { observedGeneration: 1 } },
      work: { state: "delayed", name: "pump" },
    });
    const asked = await fixture.call("work.enqueue", { kind: "Device", uid: metadata.uid, delayMs: 5_000 });
    expect(asked).toEqual({ soonerAt: null });
    await fixture.clock.advance(60);
    const { work } = followed.last();
    expect(work).toMatchObject({
      state: "delayed",
      reasons: expect.arrayContaining([expect.objectContaining({ actor: "ada" })]),
    });
    expect((work?.notBefore ?? 0) - fixture.clock.now()).toBeGreaterThan(4_000);
    const askedForLater = await fixture.call("work.enqueue", { kind: "Device", uid: metadata.uid, delayMs: 60_000 });
    expect(askedForLater).toEqual({ soonerAt: work?.notBefore });
    await fixture.call("resources.delete", { kind: "Device", uid: metadata.uid, propagation: "background" });
    await fixture.clock.advance(60);
    expect(followed.last()).toMatchObject({ resource: null });
  });

  test("the queue shows the part that is asked for, by name", async () => {
    await Promise.all(["pump", "valve", "pump two"].map((name) => create(device(name))));
    await fixture.clock.advance(30_000);
    const queue = await fixture.follow("queue", { search: "PUMP", limit: 10 });
    expect(queue.last()).toMatchObject({ total: 2, counts: { delayed: 3 } });
    expect(
      queue
        .last()
        .items.map(({ name }) => name)
        .toSorted(),
    ).toEqual(["pump", "pump two"]);
    expect(queue.last().workers.length).toBeGreaterThan(0);
    const ready = await fixture.follow("queue", { state: "ready", limit: 10 });
    expect(ready.last()).toMatchObject({ total: 0, items: [] });
  });

  test("the summary counts every kind, also those of which there are none", async () => {
    await create(device("pump"));
    const summary = await fixture.follow("summary", {});
    await fixture.clock.advance(30_000);
    expect(summary.last().kinds).toMatchObject([
      { kind: "Device", plural: "Devices", total: 1, ready: 1 },
      { kind: "Node", total: 0 },
      { kind: "Cluster", total: 0 },
    ]);
    expect(summary.last().samples.length).toBeGreaterThan(20);
    expect(summary.last().notReady).toEqual([]);
  });

  test("an event from outside is on the tail, one about a resource with its name", async () => {
    const { kind, metadata } = await create(device("pump"));
    await fixture.clock.advance(30_000);
    const tail = await fixture.follow("events", { pattern: "org.example.**" });
    await fixture.engine.bus.publish(newEvent("org.example.weather", "/sky", { rain: true }));
    await fixture.engine.bus.publish(newResourceEvent("org.example.seen", kind, metadata.uid, { by: "eye" }));
    await fixture.clock.advance(1_000);
    expect(tail.messages().flatMap(({ events }) => events)).toMatchObject([
      { type: "org.example.weather", data: { rain: true } },
      { type: "org.example.seen", name: "pump" },
    ]);
  });

  test("a slow window learns how many events it was not sent, and finds them in the past", async () => {
    const tail = await fixture.follow("events", { pattern: "org.example.**" }, false);
    for (let n = 0; n < 250; n++) await fixture.engine.bus.publish(newEvent("org.example.tick", "/clock", { n }));
    await fixture.clock.advance(2_000);
    tail.window.paint();
    await fixture.clock.advance(2_000);
    tail.window.paint();
    await fixture.clock.advance(2_000);
    const told = tail.messages().reduce((sum, { events, skipped }) => sum + events.length + skipped, 0);
    expect(told).toBe(250);
    expect(tail.messages().some(({ skipped }) => skipped > 0)).toBe(true);
    const past = await fixture.call("events.page", { pattern: "org.example.tick", limit: 300 });
    expect(past).toHaveLength(250);
    const [newest] = past;
    const older = await fixture.call("events.page", {
      pattern: "org.example.*",
      before: newest?.position ?? 0,
      limit: 1,
    });
    expect(older).toMatchObject([{ data: { n: 248 } }]);
  });
});
