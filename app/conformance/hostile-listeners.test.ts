import { describe, expect, onTestFinished, test } from "vitest";
import {
  Client,
  FakeClock,
  InMemoryEventBus,
  InMemoryStorage,
  newResourceEvent,
  SqliteStorage,
  type Change,
  type Logger,
  type Storage,
} from "../index.ts";
import { databaseFile, device, isReconciled, newRig, rejections, silent, storages, unreadable } from "./testing/rig.ts";

const thrown: [what: string, make: () => unknown][] = [
  ["an error", () => new Error("x")],
  ["an object without a prototype", () => Object.create(null)],
  ["an error whose message cannot be read", () => unreadable("message")],
];

const loggers: [what: string, logger: Logger][] = [
  ["a good logger", silent],
  ["a logger that throws", loggerThat(never)],
  ["a logger that rejects", loggerThat(async () => never())],
];

const broken = loggerThat(never);

function never(): never {
  throw new Error("the disk is full");
}

function loggerThat(fails: () => unknown): Logger {
  return { debug: () => void fails(), info: fails, warn: fails, error: fails };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await new Promise((resolve) => setImmediate(resolve));
}

describe.each(loggers)("with %s", (_name, logger) => {
  describe.each(thrown)("a handler of the bus that fails with %s hurts nobody", (_what, make) => {
    test.each([
      [
        "throws",
        () => {
          throw make();
        },
      ],
      ["rejects", () => Promise.reject(make())],
    ])("when it %s", async (_how, fail) => {
      const unhandled = rejections();
      const bus = new InMemoryEventBus(1000, 1, { logger });
      const got: string[] = [];
      bus.subscribe("**", fail);
      bus.subscribe("**", (event) => void got.push(event.type));
      bus.start();
      for (const type of ["a.b", "c.d", "e.f"]) await bus.publish(newResourceEvent(type, "Device", type));
      await bus.close();
      await turns();
      expect(got).toEqual(["a.b", "c.d", "e.f"]);
      expect(bus.stats()).toMatchObject({ delivered: 3, failed: 3, running: 0, waiting: 0 });
      expect(unhandled).toEqual([]);
    });
  });

  const withLogger: [name: string, make: () => Storage][] = [
    ["InMemoryStorage", () => new InMemoryStorage({ logger })],
    ["SqliteStorage", () => new SqliteStorage(databaseFile(), { logger })],
  ];

  test.each(withLogger)("%s: a watcher that throws or rejects silences no other", async (_storage, make) => {
    const unhandled = rejections();
    const storage = make();
    onTestFinished(() => storage.close());
    const seen: string[] = [];
    const rejects = (async () => never()) satisfies (change: Change) => unknown;
    storage.watch({}, never);
    storage.watch({}, rejects);
    storage.watch({}, ({ resource }) => void seen.push(resource.metadata.uid));
    for (const uid of ["a", "b", "c"]) await storage.create(device(uid));
    await turns();
    expect(seen).toEqual(["a", "b", "c"]);
    expect(unhandled).toEqual([]);
  });
});

test.each(storages)(
  "%s: listeners to the queue that throw or reject end no worker, and the log tells",
  async (_name, make) => {
    const unhandled = rejections();
    const logged: string[] = [];
    const storage = make();
    const { client, controller, clock } = newRig(storage, () => {}, {
      workers: 1,
      logger: { ...silent, error: (message) => void logged.push(message) },
    });
    let heard = 0;
    controller.onQueueChange(never);
    controller.onQueueChange((async () => never()) satisfies () => unknown);
    controller.onQueueChange(() => heard++);
    await controller.start();
    for (const uid of ["a", "b", "c"]) await client.create(device(uid));
    await clock.advance(0);
    for (const uid of ["a", "b", "c"]) expect(await isReconciled(storage, uid)).toBe(true);
    expect(controller.snapshot()).toEqual([]);
    expect(heard).toBeGreaterThan(0);
    expect(new Set(logged)).toEqual(new Set(["A listener to changes of the queue failed; it is told of the next one"]));
    expect(unhandled).toEqual([]);
  },
);

test("a write whose event cannot be published succeeds, whatever the logger does", async () => {
  const clock = new FakeClock();
  const storage = new InMemoryStorage({ clock, logger: silent });
  const bus = new InMemoryEventBus(1000, 10, { clock, logger: silent });
  bus.start();
  await bus.close();
  const client = new Client(storage, bus, { clock, logger: broken });
  expect(await client.create(device("d1"))).toMatchObject({ metadata: { uid: "d1" } });
});
