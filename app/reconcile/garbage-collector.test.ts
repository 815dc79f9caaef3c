import { randomUUID } from "node:crypto";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import type { OwnerReference } from "../resource/owner-reference.ts";
import { InMemoryStorage } from "../storage/memory/in-memory-storage.ts";
import { scratchFolder } from "../storage/sqlite/testing/scratch.ts";
import { SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import type { Propagation, Storage } from "../storage/storage.ts";
import { endWorld, newWorld, START_MS, type World } from "./testing/world.ts";

const folder = scratchFolder();
const storages: [string, (clock: FakeClock) => Storage][] = [
  ["memory", (clock) => new InMemoryStorage({ clock })],
  [
    "SQLite",
    (clock) => new SqliteStorage(path.join(folder, `${randomUUID()}.db`), { clock, backups: { everyMs: Infinity } }),
  ],
];

describe.each(storages)("with the %s storage, without any reconciler", (_name, open) => {
  let clock: FakeClock;
  let world: World;

  beforeEach(async () => {
    clock = new FakeClock(START_MS);
    world = newWorld({ clock, storage: open(clock) });
  });
  afterEach(async () => {
    await endWorld(world);
    await world.storage.close();
  });

  async function settled<T>(promise: Promise<T>): Promise<T> {
    promise.catch(() => {});
    await clock.advance(0);
    return promise;
  }

  function create(uid: string, owners: string[] = [], more: { finalizers?: string[]; blocks?: boolean } = {}) {
    const ownerReferences = owners.map((owner): OwnerReference => {
      return { kind: "Thing", uid: owner, name: "same name for all", blockOwnerDeletion: more.blocks ?? true };
    });
    const { finalizers = [] } = more;
    const metadata = { uid, name: "same-name-for-all", ownerReferences, finalizers };
    return settled(world.controller.client.create({ kind: "Thing", metadata, spec: {} }));
  }

  function remove(uid: string, propagation: Propagation = "background"): Promise<boolean> {
    return settled(world.controller.client.delete("Thing", uid, { propagation }));
  }

  async function left(): Promise<string[]> {
    for (let turn = 0; turn < 5; turn++) await clock.advance(0);
    return (await world.storage.list("Thing")).map(({ metadata }) => metadata.uid).toSorted();
  }

  const start = (): Promise<void> => settled(world.controller.start());

  test("dependents go after their owner, and theirs after them, however deep", async () => {
    await start();
    await create("0");
    for (let n = 1; n < 60; n++) await create(`${n}`, [`${n - 1}`]);
    await remove("0");
    for (let round = 0; round < 20; round++) await clock.advance(0);
    expect(await left()).toEqual([]);
  });

  test("a dependent stays while one of its owners does", async () => {
    await start();
    await create("a");
    await create("b");
    await create("of-both", ["a", "b"]);
    await remove("a");
    expect(await left()).toEqual(["b", "of-both"]);
    await remove("b");
    expect(await left()).toEqual([]);
  });

  test("a reference to another uid of the same name is a dangling one", async () => {
    await start();
    await create("new-uid");
    await create("dependent", ["old-uid"]);
    expect(await left()).toEqual(["new-uid"]);
  });

  test("what dangles since before the start is collected", async () => {
    await create("owner");
    await create("dependent", ["owner"]);
    await create("of-dependent", ["dependent"]);
    await remove("owner");
    expect(await left()).toEqual(["dependent", "of-dependent"]);
    await start();
    expect(await left()).toEqual([]);
  });

  test("background: the owner goes at once", async () => {
    await start();
    await create("owner");
    await create("dependent", ["owner"], { finalizers: ["example/one"] });
    expect(await remove("owner")).toBe(true);
    expect(await left()).toEqual(["dependent"]);
    expect((await world.storage.load("Thing", "dependent"))?.metadata.deletionTimestamp).toBeDefined();
  });

  test("orphan: the dependents stay, with no owner", async () => {
    await start();
    await create("owner");
    await create("dependent", ["owner"]);
    expect(await remove("owner", "orphan")).toBe(true);
    expect(await left()).toEqual(["dependent"]);
    expect((await world.storage.load("Thing", "dependent"))?.metadata.ownerReferences).toEqual([]);
  });

  test("foreground: the owner goes last, and waits for those that block it", async () => {
    await start();
    await create("owner");
    await create("free", ["owner"], { blocks: false, finalizers: ["example/one"] });
    await create("blocking", ["owner"], { finalizers: ["example/one"] });
    await create("of-blocking", ["blocking"]);
    expect(await remove("owner", "foreground")).toBe(false);
    expect(await left()).toEqual(["blocking", "free", "owner"]);
    await settled(world.controller.client.patch("Thing", "blocking", { metadata: { finalizers: null } }));
    expect(await left()).toEqual(["free"]);
  });

  test("foreground: a dependent that has another owner stays with that one", async () => {
    await start();
    await create("a");
    await create("b");
    await create("of-both", ["a", "b"]);
    await remove("a", "foreground");
    expect(await left()).toEqual(["b", "of-both"]);
    expect((await world.storage.load("Thing", "of-both"))?.metadata.ownerReferences.map(({ uid }) => uid)).toEqual([
      "b",
    ]);
  });

  test("foreground, interrupted: the next start goes on with it", async () => {
    await create("owner");
    await create("dependent", ["owner"]);
    await remove("owner", "foreground");
    expect(await left()).toEqual(["dependent", "owner"]);
    await start();
    expect(await left()).toEqual([]);
  });

  test.each<Propagation>(["background", "foreground"])("a circle of owners does not hang (%s)", async (propagation) => {
    await start();
    await create("seed");
    for (const uid of ["a", "b", "c"]) await create(uid, ["seed"]);
    const circle = [
      ["a", "c"],
      ["b", "a"],
      ["c", "b"],
    ] as const;
    for (const [uid, owner] of circle) {
      const ownerReferences = [{ kind: "Thing", uid: owner, blockOwnerDeletion: true }];
      await settled(world.controller.client.patch("Thing", uid, { metadata: { ownerReferences } }));
    }
    await remove("a", propagation);
    expect(await left()).toEqual(["seed"]);
  });

  test("a dependent that appears while its owner is on its way out goes too", async () => {
    await start();
    await create("owner");
    await create("held", ["owner"], { finalizers: ["example/one"] });
    await remove("owner", "foreground");
    await create("late", ["owner"]);
    expect(await left()).toEqual(["held", "owner"]);
  });

  test("every deletion publishes its event", async () => {
    await start();
    await create("owner");
    await create("dependent", ["owner"]);
    await remove("owner");
    await left();
    const deleted = world.events.filter(({ type }) => type === "io.fabrica.thing.deleted");
    expect(deleted.map((event) => event["resourceuid"])).toEqual(["owner", "dependent"]);
    expect(deleted[1]).toMatchObject({ actor: "garbage collector" });
  });
});
