import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newResourceEvent } from "../../events/new-event.ts";
import { device, Recorder } from "../testing/fixtures.ts";
import { scratchFolder } from "./testing/scratch.ts";
import { SqliteStorage } from "./sqlite-storage.ts";

const folder = scratchFolder();
let now = 0;
let files = 0;
let storage: SqliteStorage;

beforeEach(() => {
  now = Date.UTC(2026, 0, 1);
  storage = new SqliteStorage(path.join(folder, `${files++}.db`), {
    clock: { now: () => now },
    backups: { everyMs: Infinity },
  });
});
afterEach(() => storage.close());

/** One event, a second after the one before, about each of the uids in turn. */
async function logEvents(...uids: string[]): Promise<void> {
  for (const uid of uids) {
    now += 1_000;
    await storage.transact((tx) => tx.appendEvent(newResourceEvent("io.x.y", "Device", uid)));
  }
}

function loggedUids(): unknown[] {
  return storage.queries.eventsPage({ limit: 10_000 }).map(({ event }) => event["resourceuid"]);
}

const wrong: [policy: unknown, field: string][] = [
  [null, "policy"],
  [{ events: NaN }, "events"],
  [{ events: { maxCount: 0 }, records: { maxAgeMs: NaN } }, "records.maxAgeMs"],
  [{ events: { maxCount: 0 }, deletions: { maxCount: -1 } }, "deletions.maxCount"],
  [{ events: { maxCount: "5" } }, "events.maxCount"],
];

test.each(wrong)("the policy %o is refused by name, and nothing goes", async (policy, field) => {
  await logEvents("a", "b");
  const trim = Reflect.apply(storage.trim, storage, [policy]);
  await expect(trim).rejects.toMatchObject({ code: "Invalid", field });
  expect(loggedUids()).toEqual(["b", "a"]);
});

describe("trimming a log", () => {
  test("by age drops what is older", async () => {
    await logEvents("a", "b", "c", "d");
    expect(await storage.trim({ events: { maxAgeMs: 1_500 } })).toMatchObject({ events: 2, records: 0 });
    expect(loggedUids()).toEqual(["d", "c"]);
  });

  test("by count keeps the newest", async () => {
    await logEvents("a", "b", "c", "d");
    expect(await storage.trim({ events: { maxCount: 3 } })).toMatchObject({ events: 1 });
    expect(loggedUids()).toEqual(["d", "c", "b"]);
  });

  test("by resource keeps the newest of each", async () => {
    await logEvents("quiet", ...Array.from({ length: 20 }, () => "busy"), "other");
    await storage.trim({ events: { maxPerResource: 2, maxCount: 4 } });
    expect(loggedUids()).toEqual(["other", "busy", "busy", "quiet"]);
  });

  test("never drops the newest, so that positions go on rising", async () => {
    await logEvents("a", "b");
    const [newest] = storage.queries.eventsPage({ limit: 1 });
    now += 1_000_000;
    await storage.trim({ events: { maxAgeMs: 0, maxCount: 0, maxPerResource: 0 } });
    expect(loggedUids()).toEqual(["b"]);
    await logEvents("c");
    expect(storage.queries.eventsPage({ limit: 1 })[0]?.position).toBeGreaterThan(newest?.position ?? 0);
  });

  test("of thousands goes in steps, between which writers commit", async () => {
    await storage.transact((tx) => {
      for (let i = 0; i < 6_000; i++) tx.appendEvent(newResourceEvent("io.x.y", "Device", `d${i % 700}`));
    });
    const order: string[] = [];
    const trimmed = storage.trim({ events: { maxPerResource: 5, maxCount: 100 } }).then(({ events }) => {
      order.push("trimmed");
      return events;
    });
    await storage.create(device());
    order.push("written");
    expect(await trimmed).toBe(5_900);
    expect(order).toEqual(["written", "trimmed"]);
  });

  test("applies to records and revisions as well", async () => {
    const created = await storage.create(device({ uid: "d" }, { n: 0 }));
    let held = created;
    for (let n = 1; n <= 4; n++) held = await storage.update({ ...held, spec: { n } });
    await storage.transact((tx) => {
      for (let startedAt = 0; startedAt < 4; startedAt++) {
        tx.appendRecord({
          resourceKind: "Device",
          resourceUid: "d",
          startedAt,
          durationMs: 1,
          attempt: 0,
          reasons: [],
          outcome: "succeeded",
          actions: [],
        });
      }
    });
    expect(await storage.trim({ records: { maxPerResource: 3 }, revisions: { maxCount: 2 } })).toEqual({
      events: 0,
      records: 1,
      revisions: 2,
      deletions: 0,
    });
    const generations = storage.queries.revisionsPage("Device", "d", { limit: 9 }).map(({ generation }) => generation);
    expect(generations).toEqual([5, 4, 3]);
  });

  test("ends quietly when the storage is closed meanwhile", async () => {
    await logEvents(...Array.from({ length: 50 }, (_, i) => `d${i}`));
    const trimmed = storage.trim({ events: { maxPerResource: 1, maxCount: 1 } });
    await storage.close();
    expect((await trimmed).events).toBeLessThan(50);
    await expect(storage.trim({})).rejects.toMatchObject({ code: "Closed" });
  });
});

describe("forgetting deletions", () => {
  test("keeps the newest, and refuses watches from before", async () => {
    for (const uid of ["a", "b", "c"]) {
      await storage.create(device({ uid, name: uid }));
      await storage.delete("Device", uid);
    }
    expect(await storage.trim({ deletions: { maxCount: 1 } })).toMatchObject({ deletions: 2 });
    expect(() => storage.watch({ since: 2 }, () => {})).toThrow("deletions up to 4 have been forgotten");
    const recorder = new Recorder();
    storage.watch({ since: 4 }, recorder.record);
    await recorder.until(1);
    expect(recorder.summary).toEqual(["deleted c"]);
  });

  test("never lets versions be given twice", async () => {
    await storage.create(device({ uid: "a" }));
    await storage.delete("Device", "a");
    const { sequence } = storage;
    await storage.trim({ deletions: { maxCount: 0 } });
    await storage.close();
    storage = new SqliteStorage(path.join(folder, `${files - 1}.db`), { backups: { everyMs: Infinity } });
    expect(storage.sequence).toBe(sequence);
  });
});
