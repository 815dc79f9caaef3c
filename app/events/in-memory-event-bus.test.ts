import { setImmediate } from "node:timers/promises";
import { CloudEvent } from "cloudevents";
import { describe, expect, test, vi } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import type { Logger } from "../logger.ts";
import type { EventHandler } from "./event-bus.ts";
import { InMemoryEventBus } from "./in-memory-event-bus.ts";
import { newEvent, newResourceEvent } from "./new-event.ts";

const TYPE = "io.fabrica.device.updated";

function setUp({ bufferSize = 1000, workers = 10, started = true } = {}) {
  const clock = new FakeClock();
  const logger = { debug() {}, info() {}, warn() {}, error: vi.fn<Logger["error"]>() };
  const bus = new InMemoryEventBus(bufferSize, workers, { clock, logger });
  if (started) bus.start();
  return { bus, clock, logger };
}

function event(uid: string, data?: unknown, type = TYPE): CloudEvent<unknown> {
  return newResourceEvent(type, "Device", uid, data);
}

/** A handler that keeps what it gets, and settles when it is told to. */
function gate() {
  const started: unknown[] = [];
  const open: (() => void)[] = [];
  const handler = (event: CloudEvent<unknown>): Promise<void> => {
    started.push(event.data);
    return new Promise((resolve) => {
      open.push(resolve);
    });
  };
  const letOneGo = async (): Promise<void> => {
    open.shift()?.();
    await setImmediate();
  };
  return { started, handler, letOneGo };
}

async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol("pending");
  return (await Promise.race([promise, setImmediate(pending)])) === pending;
}

test("an event reaches those subscribers whose pattern it matches", async () => {
  const { bus } = setUp();
  const got: string[] = [];
  bus.subscribe("io.fabrica.device.*", () => void got.push("devices"));
  bus.subscribe("io.fabrica.node.*", () => void got.push("nodes"));
  bus.subscribe("**", () => void got.push("all"));
  await bus.publish(event("d1"));
  await bus.close();
  expect(got).toEqual(["devices", "all"]);
});

test("handlers are never called within publish", async () => {
  const { bus } = setUp();
  const handler = vi.fn<EventHandler>();
  bus.subscribe("**", handler);
  const accepted = bus.publish(event("d1"));
  expect(handler).not.toHaveBeenCalled();
  await accepted;
  expect(handler).toHaveBeenCalledOnce();
});

test("a resource's next event waits until the subscriber is done with the one before", async () => {
  const { bus } = setUp();
  const { started, handler, letOneGo } = gate();
  bus.subscribe("**", handler);
  for (const data of [1, 2, 3]) await bus.publish(event("d1", data));
  expect(started).toEqual([1]);
  await letOneGo();
  expect(started).toEqual([1, 2]);
  await letOneGo();
  expect(started).toEqual([1, 2, 3]);
});

test("events without a resource are kept in order by their source", async () => {
  const { bus } = setUp();
  const { started, handler } = gate();
  bus.subscribe("**", handler);
  await bus.publish(newEvent("sensor.read", "/sensors/1", "a"));
  await bus.publish(newEvent("sensor.read", "/sensors/1", "b"));
  await bus.publish(newEvent("sensor.read", "/sensors/2", "c"));
  expect(started).toEqual(["a", "c"]);
});

test("a subscriber is at work on as many resources at once as there are workers, and they take turns", async () => {
  const { bus } = setUp({ workers: 2 });
  const { started, handler, letOneGo } = gate();
  bus.subscribe("**", handler);
  for (const data of ["a1", "a2", "b1", "c1", "c2"]) await bus.publish(event(data.slice(0, 1), data));
  expect(started).toEqual(["a1", "b1"]);
  await letOneGo();
  expect(started).toEqual(["a1", "b1", "c1"]);
  await letOneGo();
  await letOneGo();
  expect(started).toEqual(["a1", "b1", "c1", "a2", "c2"]);
});

test("a handler that throws or rejects neither stops the others nor loses an event, and is logged and counted", async () => {
  const { bus, logger } = setUp();
  const got: unknown[] = [];
  bus.subscribe("**", ({ data }) => {
    got.push(data);
    throw new Error("broken");
  });
  bus.subscribe("**", async ({ data }) => {
    got.push(data);
    await Promise.reject(new Error("rejected"));
  });
  bus.subscribe("**", ({ data }) => void got.push(data));
  await bus.publish(event("d1", 1));
  await bus.publish(event("d1", 2));
  await bus.close();
  expect(got.toSorted()).toEqual([1, 1, 1, 2, 2, 2]);
  expect(bus.stats()).toMatchObject({ published: 2, delivered: 2, failed: 4, waiting: 0, running: 0 });
  expect(logger.error.mock.calls.map(([message]) => message)).toContainEqual(
    expect.stringMatching(/^The subscriber to \*\* failed: broken \(event io\.fabrica\.device\.updated, id .+\)$/),
  );
});

test("a handler that hangs holds up nothing but its own lane, until its time is up", async () => {
  const { bus, clock, logger } = setUp();
  const hung: unknown[] = [];
  const got: unknown[] = [];
  bus.subscribe("**", ({ data }) => {
    hung.push(data);
    return data === 1 ? new Promise<void>(() => {}) : undefined;
  });
  bus.subscribe("**", ({ data }) => void got.push(data));
  for (const data of [1, 2, 3]) await bus.publish(event("d1", data));
  await bus.publish(event("d2", "other"));
  expect(got).toEqual([1, 2, 3, "other"]);
  await clock.advance(29_999);
  expect(hung).toEqual([1, "other"]);
  await clock.advance(1);
  expect(hung).toEqual([1, "other", 2, 3]);
  expect(bus.stats()).toMatchObject({ timedOut: 1, failed: 0, running: 0, waiting: 0 });
  expect(logger.error).toHaveBeenCalledWith(expect.stringContaining("did not finish within 30 s"), expect.anything());
});

test("what a handler does after its time was up changes nothing", async () => {
  const { bus, clock, logger } = setUp();
  const { started, handler, letOneGo } = gate();
  bus.subscribe("**", handler);
  for (const data of [1, 2, 3]) await bus.publish(event("d1", data));
  await clock.advance(30_000);
  expect(started).toEqual([1, 2]);
  await letOneGo();
  expect(started).toEqual([1, 2]);
  expect(bus.stats()).toMatchObject({ delivered: 0, timedOut: 1, running: 1 });
  expect(logger.error).toHaveBeenCalledOnce();
});

test("each handler has its full time, however many started before it", async () => {
  const { bus, clock } = setUp();
  bus.subscribe("**", () => new Promise<void>(() => {}));
  await bus.publish(event("d1"));
  await clock.advance(20_000);
  await bus.publish(event("d2"));
  await clock.advance(10_000);
  expect(bus.stats()).toMatchObject({ timedOut: 1, running: 1 });
  await clock.advance(19_999);
  expect(bus.stats()).toMatchObject({ timedOut: 1, running: 1 });
  await clock.advance(1);
  expect(bus.stats()).toMatchObject({ timedOut: 2, running: 0 });
});

test("a full buffer makes publish wait, first come, first served, and drops nothing", async () => {
  const { bus } = setUp({ bufferSize: 2, workers: 1 });
  const { started, handler, letOneGo } = gate();
  bus.subscribe("**", handler);
  const accepted: number[] = [];
  const publish = async (data: number): Promise<void> => {
    await bus.publish(event(`d${data}`, data));
    accepted.push(data);
  };
  const published = [1, 2, 3, 4, 5].map(publish);
  await setImmediate();
  expect(started).toEqual([1]);
  expect(accepted).toEqual([1, 2, 3]);
  await letOneGo();
  expect(accepted).toEqual([1, 2, 3, 4]);
  await letOneGo();
  expect(accepted).toEqual([1, 2, 3, 4, 5]);
  for (let left = 0; left < 3; left++) await letOneGo();
  await Promise.all(published);
  await bus.close();
  expect(started).toEqual([1, 2, 3, 4, 5]);
});

test("who waits for one subscriber holds up neither the other subscribers nor those who publish to them", async () => {
  const { bus } = setUp({ bufferSize: 1, workers: 1 });
  const got: unknown[] = [];
  bus.subscribe("slow.**", () => new Promise<void>(() => {}));
  bus.subscribe("**", ({ data }) => void got.push(data));
  const waiting = [1, 2, 3, 4].map((data) => bus.publish(event("d1", data, "slow.event")));
  expect(await isPending(Promise.all(waiting))).toBe(true);
  await bus.publish(event("d1", 5, "fast.event"));
  expect(got).toEqual([1, 2, 3, 4, 5]);
});

test("a handler may publish while the buffer is full", async () => {
  const { bus } = setUp({ bufferSize: 1, workers: 1 });
  const got: unknown[] = [];
  bus.subscribe("**", async ({ data }) => {
    got.push(data);
    if (typeof data === "number" && data < 20) {
      await Promise.all([bus.publish(event("d1", data * 10)), bus.publish(event("d1", "leaf"))]);
    }
  });
  await Promise.all([1, 2].map((data) => bus.publish(event("d1", data))));
  await setImmediate();
  expect(got.toSorted()).toEqual([1, 10, 100, 2, 20, "leaf", "leaf", "leaf"].toSorted());
});

test("what is published before start is kept, and publishers wait when that is too much", async () => {
  const { bus } = setUp({ bufferSize: 2, started: false });
  const got: unknown[] = [];
  bus.subscribe("**", ({ data }) => void got.push(data));
  await bus.publish(event("d1", 1));
  await bus.publish(event("d1", 2));
  const third = bus.publish(event("d1", 3));
  expect(await isPending(third)).toBe(true);
  expect(got).toEqual([]);
  bus.start();
  await third;
  expect(got).toEqual([1, 2, 3]);
});

test("starting again does nothing", async () => {
  const { bus } = setUp();
  const handler = vi.fn<EventHandler>();
  bus.subscribe("**", handler);
  bus.start();
  await bus.publish(event("d1"));
  await bus.close();
  expect(handler).toHaveBeenCalledOnce();
});

test("close delivers all that was published, those who wait included, and refuses more", async () => {
  const { bus } = setUp({ bufferSize: 1, workers: 1 });
  const { started, handler, letOneGo } = gate();
  bus.subscribe("**", handler);
  const published = [1, 2, 3].map((data) => bus.publish(event("d1", data)));
  const closed = bus.close();
  await expect(bus.publish(event("d1", 4))).rejects.toMatchObject({ code: "Closed" });
  for (let left = 0; left < 3; left++) {
    expect(await isPending(closed)).toBe(true);
    await letOneGo();
  }
  await closed;
  await Promise.all(published);
  expect(started).toEqual([1, 2, 3]);
  expect(() => bus.subscribe("**", handler)).toThrow(expect.objectContaining({ code: "Closed" }));
  expect(() => bus.start()).toThrow(expect.objectContaining({ code: "Closed" }));
  await bus.close();
});

test("close delivers what was published to a bus that was never started", async () => {
  const { bus } = setUp({ started: false });
  const handler = vi.fn<EventHandler>();
  bus.subscribe("**", handler);
  await bus.publish(event("d1"));
  await bus.close();
  expect(handler).toHaveBeenCalledOnce();
});

test("a handler that hangs holds up close no longer than its time", async () => {
  const { bus, clock } = setUp();
  bus.subscribe("**", () => new Promise<void>(() => {}));
  await bus.publish(event("d1"));
  const closed = bus.close();
  await clock.advance(29_999);
  expect(await isPending(closed)).toBe(true);
  await clock.advance(1);
  await closed;
});

test("who subscribes gets what is published from then on", async () => {
  const { bus } = setUp();
  const got: unknown[] = [];
  void bus.publish(event("d1", "before"));
  bus.subscribe("**", ({ data }) => {
    got.push(["first", data]);
    if (data === 1) bus.subscribe("**", ({ data }) => void got.push(["second", data]));
  });
  await bus.publish(event("d1", 1));
  await bus.publish(event("d1", 2));
  expect(got).toEqual([
    ["first", 1],
    ["first", 2],
    ["second", 2],
  ]);
});

test("who unsubscribes gets nothing more, whatever waits, and those who waited for it wait no longer", async () => {
  const { bus } = setUp({ bufferSize: 1, workers: 1 });
  const { started, handler, letOneGo } = gate();
  const id = bus.subscribe("**", handler);
  const published = [1, 2, 3].map((data) => bus.publish(event(`d${data}`, data)));
  expect(await isPending(Promise.all(published))).toBe(true);
  bus.unsubscribe(id);
  await Promise.all(published);
  await bus.publish(event("d1", 4));
  await letOneGo();
  expect(started).toEqual([1]);
  expect(bus.stats()).toMatchObject({ delivered: 1, waiting: 0, running: 0 });
  bus.unsubscribe(id);
});

test("a handler may unsubscribe itself and others while an event is being delivered", async () => {
  const { bus } = setUp();
  const got: string[] = [];
  const first = bus.subscribe("**", () => {
    got.push("first");
    bus.unsubscribe(first);
    bus.unsubscribe(second);
  });
  const second = bus.subscribe("**", () => void got.push("second"));
  bus.subscribe("**", () => void got.push("third"));
  await bus.publish(event("d1"));
  await bus.publish(event("d1"));
  expect(got).toEqual(["first", "third", "third"]);
});

test("a long burst lets timers and I/O have their turn", async () => {
  const { bus } = setUp({ bufferSize: 100_000 });
  let delivered = 0;
  bus.subscribe("**", () => void delivered++);
  for (let i = 0; i < 10_000; i++) void bus.publish(event("d1"));
  await setImmediate();
  expect(delivered).toBeGreaterThan(0);
  expect(delivered).toBeLessThan(10_000);
  await bus.close();
  expect(delivered).toBe(10_000);
});

test("an event as JSON has it is delivered as a CloudEvent", async () => {
  const { bus } = setUp();
  const got: unknown[] = [];
  bus.subscribe("**", (event) => void got.push(event));
  const original = event("d1", { a: 1 });
  await bus.publish(JSON.parse(JSON.stringify(original)));
  expect(got[0]).toBeInstanceOf(CloudEvent);
  expect(got[0]).toMatchObject({ id: original.id, resourceuid: "d1", data: { a: 1 } });
});

test.each<[string, unknown, string]>([
  ["no object", "device.created", "event"],
  ["an object without a type", { source: "/x" }, "event"],
  ["a CloudEvent without a type", new CloudEvent({ source: "/x" }, false), "type"],
  ["a CloudEvent without a source", new CloudEvent({ type: "x" }, false), "source"],
  [
    "a CloudEvent of another version",
    new CloudEvent({ type: "x", source: "/x", specversion: "0.3" }, false),
    "specversion",
  ],
  ["a type with an empty segment", new CloudEvent({ type: "a..b", source: "/x" }), "type"],
])("%s is refused as a malformed event", async (_, malformed, field) => {
  const { bus } = setUp();
  const publish: (event: never) => Promise<void> = (event) => bus.publish(event);
  await expect(Reflect.apply(publish, undefined, [malformed])).rejects.toMatchObject({ code: "Invalid", field });
  expect(bus.stats().published).toBe(0);
});

function invalid(field: string): unknown {
  return expect.objectContaining({ code: "Invalid", field });
}

test("a malformed pattern, a handler that is none and senseless sizes are refused", () => {
  const { bus } = setUp();
  expect(() => bus.subscribe("a..b", () => {})).toThrow(invalid("pattern"));
  expect(() => Reflect.apply(bus.subscribe, bus, ["**", "no function"])).toThrow(invalid("handler"));
  expect(() => new InMemoryEventBus(0)).toThrow(invalid("bufferSize"));
  expect(() => new InMemoryEventBus(10, Number.NaN)).toThrow(invalid("workers"));
  expect(() => new InMemoryEventBus(10, 1, { handlerTimeoutMs: 0 })).toThrow(invalid("handlerTimeoutMs"));
});

describe("an event need not be made", () => {
  test("where nobody subscribed to it, or only those who do nothing about it", () => {
    const bus = new InMemoryEventBus();
    expect(bus.isUnheard("a.b", "planner")).toBe(true);
    bus.subscribe("**", () => {}, { ignoresPlannedBy: "planner" });
    expect(bus.isUnheard("a.b", "planner")).toBe(true);
    expect(bus.isUnheard("a.b", "another")).toBe(false);
    expect(bus.isUnheard("a.b", undefined)).toBe(false);
    bus.subscribe("a.*", () => {});
    expect(bus.isUnheard("a.b", "planner")).toBe(false);
    expect(bus.isUnheard("c.d", "planner")).toBe(true);
  });

  test("but whoever has replaced publish, to look on, is told of all", () => {
    const bus = new InMemoryEventBus();
    vi.spyOn(bus, "publish");
    expect(bus.isUnheard("a.b", undefined)).toBe(false);
  });

  test("and one that is published after the end is refused, not passed over", async () => {
    const bus = new InMemoryEventBus();
    await bus.close();
    expect(bus.isUnheard("a.b", undefined)).toBe(false);
  });
});
