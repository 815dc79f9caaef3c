import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, describe, expect, test } from "vitest";
import { device, namesOf } from "../testing/fixtures.ts";
import { backupsOf, newestGoodBackup, restoreBackup } from "./backups.ts";
import { scratchFolder } from "./testing/scratch.ts";
import { SqliteStorage, type SqliteStorageOptions } from "./sqlite-storage.ts";

const DAY_MS = 24 * 3_600_000;
const folder = scratchFolder();
let file = "";
let files = 0;
let now = Date.UTC(2026, 0, 1);

beforeEach(() => {
  file = path.join(folder, `${files++}`, "fabrica.db");
});

function open(options: SqliteStorageOptions = {}): SqliteStorage {
  return new SqliteStorage(file, { clock: { now: () => now }, ...options });
}

describe("backups", () => {
  test("are taken on closing, once a day, of what holds something", async () => {
    await open().close();
    expect(backupsOf(file)).toEqual([]);
    await writeAndClose("a");
    expect(backupsOf(file)).toHaveLength(1);
    now += DAY_MS / 2;
    await writeAndClose("b");
    expect(backupsOf(file)).toHaveLength(1);
    now += DAY_MS / 2;
    await writeAndClose("c");
    expect(backupsOf(file)).toHaveLength(2);
  });

  test("are kept by count, the newest", async () => {
    const storage = open({ backups: { keep: 2 } });
    await storage.create(device());
    const taken: string[] = [];
    for (let i = 0; i < 4; i++) {
      now += 1_000;
      taken.unshift(await storage.backup());
    }
    expect(backupsOf(file)).toEqual(taken.slice(0, 2));
    writeFileSync(`${taken[0]}.unfinished`, "killed half way");
    now += 1_000;
    await storage.backup();
    expect(readdirSync(path.join(path.dirname(file), "backups"))).toHaveLength(2);
    await storage.close();
  });

  test("hold everything that was acknowledged before, while writing goes on", async () => {
    const storage = open();
    await Promise.all(Array.from({ length: 2_000 }, (_, i) => storage.create(device({ name: `n${i}` }))));
    const backup = storage.backup();
    const progress = { during: 0, done: false };
    void backup.then(() => (progress.done = true));
    while (!progress.done) {
      await storage.create(device({ name: "during" }));
      progress.during++;
    }
    await storage.close();
    expect(progress.during).toBeGreaterThan(0);
    const copy = new SqliteStorage(await backup);
    expect(namesOf(await copy.list("Device", { limit: 2_000 }))).toEqual(
      Array.from({ length: 2_000 }, (_, i) => `n${i}`),
    );
    await copy.close();
  });

  test("can be restored; what was there is kept aside", async () => {
    await writeAndClose("a");
    writeFileSync(file, "nonsense");
    const { backup, setAside } = restoreBackup(file, now);
    expect(readFileSync(setAside, "utf8")).toBe("nonsense");
    expect(backup).toBe(newestGoodBackup(file));
    const storage = open();
    expect(namesOf(await storage.list("Device"))).toEqual(["a"]);
    await storage.close();
  });

  test("that are not whole are passed over", async () => {
    await writeAndClose("a");
    const [good] = backupsOf(file);
    now += DAY_MS;
    await writeAndClose("b");
    const [newest = ""] = backupsOf(file);
    writeFileSync(newest, readFileSync(newest).subarray(0, 9_000));
    expect(newestGoodBackup(file)).toBe(good);
  });

  test("cannot be restored where there is none", () => {
    expect(() => restoreBackup(file, now)).toThrow(expect.objectContaining({ code: "NotFound" }));
    expect(existsSync(file)).toBe(false);
  });
});

async function writeAndClose(name: string): Promise<void> {
  const storage = open();
  await storage.create(device({ name }));
  await storage.close();
}
