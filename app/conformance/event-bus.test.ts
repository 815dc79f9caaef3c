import { expect, test, vi } from "vitest";
import { CloudEvent } from "cloudevents";
import { FakeClock, InMemoryEventBus, newEvent, newResourceEvent, type EventBus } from "../index.ts";
import { newGate, silent, until } from "./testing/rig.ts";

type AnyEvent = Parameters<EventBus["publish"]>[0];

function started(bufferSize = 1000, workers = 10): InMemoryEventBus {
  const bus = new InMemoryEventBus(bufferSize, workers, { logger: silent });
  bus.start();
  return bus;
}

function numbered(n: number, uid = "d1"): AnyEvent {
  return newResourceEvent("io.example.device.changed", "Device", uid, { n });
}

const numberOf = (event: AnyEvent): unknown => (event.data instanceof Object && "n" in event.data ? event.data.n : -1);

test("with no arguments the bus buffers 1000 events and has 10 workers", async () => {
  const bus = new InMemoryEventBus();
  bus.start();
  const types: string[] = [];
  bus.subscribe("**", (event) => void types.push(event.type));
  await bus.publish(newEvent("io.example.ping", "/tests", {}));
  await bus.close();
  expect(types).toEqual(["io.example.ping"]);
});

test("a subscriber gets what matches its pattern and nothing else", async () => {
  const bus = started();
  const got: Record<string, string[]> = { one: [], some: [], all: [] };
  bus.subscribe("io.example.device.created", (event) => void got["one"]?.push(event.type));
  bus.subscribe("io.example.*.created", (event) => void got["some"]?.push(event.type));
  bus.subscribe("io.**", (event) => void got["all"]?.push(event.type));
  for (const type of ["io.example.device.created", "io.example.node.created", "io.example.node.gone", "x.y"]) {
    await bus.publish(newEvent(type, "/tests", {}));
  }
  await bus.close();
  expect(got["one"]).toEqual(["io.example.device.created"]);
  expect(got["some"]).toEqual(["io.example.device.created", "io.example.node.created"]);
  expect(got["all"]).toHaveLength(3);
});

test("events of one resource reach one subscriber in the order in which they were published", async () => {
  const bus = started(16, 10);
  const got = new Map<string, unknown[]>();
  bus.subscribe("**", async (event) => {
    await new Promise((resolve) => setImmediate(resolve));
    const uid = String(event["resourceuid"]);
    got.set(uid, [...(got.get(uid) ?? []), numberOf(event)]);
  });
  await Promise.all(Array.from({ length: 300 }, (_, n) => bus.publish(numbered(n, `d${n % 3}`))));
  await bus.close();
  for (const uid of ["d0", "d1", "d2"]) {
    const numbers = got.get(uid) ?? [];
    expect(numbers).toHaveLength(100);
    expect(numbers).toEqual(numbers.toSorted((a, b) => Number(a) - Number(b)));
  }
});

test("a handler that throws or rejects neither stops the others nor loses them an event", async () => {
  const bus = started();
  const got: unknown[] = [];
  let calls = 0;
  bus.subscribe("**", () => {
    calls++;
    throw new Error("broken");
  });
  bus.subscribe("**", () => Promise.reject(new Error("broken later")));
  bus.subscribe("**", (event) => void got.push(numberOf(event)));
  for (let n = 0; n < 5; n++) await bus.publish(numbered(n));
  await bus.close();
  expect(got).toEqual([0, 1, 2, 3, 4]);
  expect(calls).toBe(5);
});

test("ten handlers that hang hold up neither the others nor the publishers", async () => {
  const clock = new FakeClock();
  const bus = new InMemoryEventBus(4, 2, { clock, logger: silent });
  bus.start();
  const got: unknown[] = [];
  for (let n = 0; n < 10; n++) bus.subscribe("**", () => new Promise(() => {}));
  bus.subscribe("**", (event) => void got.push(numberOf(event)));
  for (let n = 0; n < 2; n++) await bus.publish(numbered(n));
  await clock.advance(0);
  expect(got).toEqual([0, 1]);
  const closed = bus.close();
  await clock.advance(60_000);
  await closed;
});

test("after a handler timeout of 30 s the bus goes on with the subscriber's next event", async () => {
  const clock = new FakeClock();
  const bus = new InMemoryEventBus(100, 10, { clock, logger: silent });
  bus.start();
  const begun: unknown[] = [];
  bus.subscribe("**", (event) => {
    begun.push(numberOf(event));
    return numberOf(event) === 0 ? new Promise<void>(() => {}) : undefined;
  });
  await bus.publish(numbered(0));
  await bus.publish(numbered(1));
  await clock.advance(29_999);
  expect(begun).toEqual([0]);
  await clock.advance(1);
  expect(begun).toEqual([0, 1]);
  await bus.close();
});

test("a full buffer makes publish wait, and nothing is dropped", async () => {
  const bus = started(4, 1);
  const gate = newGate();
  const got: unknown[] = [];
  bus.subscribe("**", async (event) => {
    await gate.opened;
    got.push(numberOf(event));
  });
  let accepted = 0;
  const published = Array.from({ length: 100 }, async (_, n) => {
    await bus.publish(numbered(n));
    accepted++;
  });
  await new Promise((resolve) => setImmediate(resolve));
  expect(accepted).toBeLessThan(20);
  gate.open();
  await Promise.all(published);
  await bus.close();
  expect(got).toEqual(Array.from({ length: 100 }, (_, n) => n));
});

test("a handler may publish and await it, even when the buffer is full", async () => {
  const bus = started(1, 1);
  const got: unknown[] = [];
  bus.subscribe("io.example.device.changed", async (event) => {
    await bus.publish(newEvent("io.example.echo", "/tests", event.data));
  });
  bus.subscribe("io.example.echo", (event) => void got.push(numberOf(event)));
  await Promise.all(Array.from({ length: 20 }, (_, n) => bus.publish(numbered(n))));
  await until(() => got.length === 20);
  await bus.close();
  expect(got).toEqual(Array.from({ length: 20 }, (_, n) => n));
});

test("close delivers what was accepted, then refuses more with a clear error", async () => {
  const bus = started();
  const got: unknown[] = [];
  bus.subscribe("**", async (event) => {
    await new Promise((resolve) => setImmediate(resolve));
    got.push(numberOf(event));
  });
  for (let n = 0; n < 50; n++) await bus.publish(numbered(n));
  const closed = bus.close();
  await expect(bus.publish(numbered(99))).rejects.toThrow(/clos/i);
  await closed;
  expect(got).toHaveLength(50);
  await bus.close();
  await expect(bus.publish(numbered(99))).rejects.toThrow(/clos/i);
});

test("after unsubscribe nothing more is delivered, and an unknown id does no harm", async () => {
  const bus = started();
  const handler = vi.fn<() => void>();
  const others = vi.fn<() => void>();
  const id = bus.subscribe("**", handler);
  bus.subscribe("**", others);
  await bus.publish(numbered(0));
  await until(() => handler.mock.calls.length === 1);
  bus.unsubscribe(id);
  bus.unsubscribe(id);
  await bus.publish(numbered(1));
  await bus.close();
  expect(handler).toHaveBeenCalledTimes(1);
  expect(others).toHaveBeenCalledTimes(2);
});

test("a handler may unsubscribe itself, and one that comes late sees only what follows", async () => {
  const bus = started();
  const late: unknown[] = [];
  let calls = 0;
  const id = bus.subscribe("**", () => {
    calls++;
    bus.unsubscribe(id);
  });
  await bus.publish(numbered(0));
  bus.subscribe("**", (event) => void late.push(numberOf(event)));
  await bus.publish(numbered(1));
  await bus.close();
  expect(calls).toBe(1);
  expect(late).toEqual([1]);
});

test("one handler subscribed twice is two subscriptions", async () => {
  const bus = started();
  const handler = vi.fn<() => void>();
  expect(bus.subscribe("**", handler)).not.toBe(bus.subscribe("io.**", handler));
  await bus.publish(numbered(0));
  await bus.close();
  expect(handler).toHaveBeenCalledTimes(2);
});

test("an event that the CloudEvents SDK made is as good as ours", async () => {
  const bus = started();
  const got: AnyEvent[] = [];
  bus.subscribe("com.example.**", (event) => void got.push(event));
  await bus.publish(new CloudEvent({ type: "com.example.seen", source: "/elsewhere", data: { n: 7 } }));
  await bus.close();
  expect(got.map(numberOf)).toEqual([7]);
});
