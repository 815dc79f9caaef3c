import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { beforeEach, describe, expect, test } from "vitest";
import { device } from "../testing/fixtures.ts";
import { backupsOf } from "./backups.ts";
import { SCHEMA_VERSION } from "./migrations.ts";
import { scratchFolder } from "./testing/scratch.ts";
import { SqliteStorage } from "./sqlite-storage.ts";

const folder = scratchFolder();
let file = "";
let files = 0;

beforeEach(() => {
  file = path.join(folder, `${files++}`, "fabrica.db");
});

/** A file with so many devices, closed, and the backup that closing took. */
async function makeFile(devices: number): Promise<string> {
  const storage = new SqliteStorage(file);
  await Promise.all(Array.from({ length: devices }, (_, i) => storage.create(device({ uid: `d${i}` }))));
  await storage.close();
  const [backup] = backupsOf(file);
  if (backup === undefined) throw new Error("closing took no backup");
  return backup;
}

function opening(): () => SqliteStorage {
  return () => new SqliteStorage(file);
}

test("a database in memory leaves nothing on the disk", async () => {
  const storage = new SqliteStorage(":memory:");
  await storage.create(device({ uid: "d1" }));
  expect(await storage.load("Device", "d1")).toBeDefined();
  await storage.close();
  expect(existsSync(":memory:")).toBe(false);
  expect(existsSync("backups")).toBe(false);
});

describe("opening a file", () => {
  test("makes its folder, and finds again what was written", async () => {
    const storage = new SqliteStorage(file);
    const created = await storage.create(device({ labels: { a: "b" }, finalizers: ["x"] }, { deep: [{ x: null }] }));
    await storage.close();
    const again = new SqliteStorage(file);
    expect(await again.load("Device", created.metadata.uid)).toEqual(created);
    expect(again.sequence).toBe(storage.sequence);
    await again.close();
  });

  test("goes on counting versions after the newest resource was deleted", async () => {
    const storage = new SqliteStorage(file);
    await storage.create(device({ uid: "a" }));
    await storage.delete("Device", "a");
    const { sequence } = storage;
    await storage.close();
    const again = new SqliteStorage(file);
    const { metadata } = await again.create(device({ uid: "a" }));
    expect(Number(metadata.resourceVersion)).toBeGreaterThan(sequence);
    await again.close();
  });

  test("that another instance has open is refused, until that closes", async () => {
    const first = new SqliteStorage(file);
    expect(opening()).toThrow(/another instance of the program has it open/);
    await first.create(device());
    expect(opening()).toThrow(expect.objectContaining({ code: "Unavailable" }));
    await first.close();
    await opening()().close();
  });

  test("of a newer version is refused, both versions are named, and nothing is touched", async () => {
    await makeFile(1);
    const newer = new Database(file);
    newer.pragma(`user_version = ${SCHEMA_VERSION + 3}`);
    newer.close();
    const before = readFileSync(file);
    expect(opening()).toThrow(new RegExp(`version ${SCHEMA_VERSION + 3}.*up to ${SCHEMA_VERSION}\\b`));
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("of another program is refused and not touched", () => {
    mkdirSync(path.dirname(file));
    const other = new Database(file);
    other.exec("CREATE TABLE theirs (x)");
    other.close();
    const before = readFileSync(file);
    expect(opening()).toThrow(/another program/);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test.each<[string, (content: Buffer) => Buffer]>([
    ["is cut short", (content) => content.subarray(0, content.length / 2)],
    ["is cut to a few bytes", (content) => content.subarray(0, 40)],
    ["is empty", () => Buffer.alloc(0)],
    [
      "has its beginning overwritten",
      (content) => Buffer.concat([Buffer.from("x".repeat(512)), content.subarray(512)]),
    ],
    ["is garbled in the middle", (content) => garble(content)],
    ["is some text", () => Buffer.from("nodes:\n  - name: nid1\n")],
  ])("that %s is refused, left as it is, and the newest backup is offered", async (_, spoil) => {
    const backup = await makeFile(200);
    writeFileSync(file, spoil(readFileSync(file)));
    const before = readFileSync(file);
    expect(opening()).toThrow(expect.objectContaining({ code: "Unavailable" }));
    expect(opening()).toThrow(`${file} is damaged`);
    expect(opening()).toThrow(backup);
    expect(readFileSync(file).equals(before)).toBe(true);
  });

  test("that is found damaged on closing has no backup taken of it, and is refused the next time", async () => {
    const backup = await makeFile(3_000);
    const errors: string[] = [];
    const logger = { error: (message: string) => void errors.push(message), warn: () => {} };
    const storage = new SqliteStorage(file, { logger, backups: { everyMs: 0 } });
    writeFileSync(file, garble(readFileSync(file)));
    await storage.close();
    expect(errors).toEqual([`${file} is damaged; no backup was taken of it`]);
    expect(backupsOf(file)).toEqual([backup]);
    expect(opening()).toThrow(`${file} is damaged`);
  });

  test("that is damaged offers no backup that is damaged too", async () => {
    const backup = await makeFile(10);
    truncateSync(backup, 8_192);
    writeFileSync(file, "nonsense");
    expect(opening()).toThrow(/There is no good backup/);
  });

  test("that is empty and has no backups begins anew", async () => {
    mkdirSync(path.dirname(file));
    writeFileSync(file, "");
    const storage = opening()();
    expect(await storage.list("Device")).toEqual([]);
    await storage.close();
  });

  test("that cannot be written is refused in plain words", async () => {
    await makeFile(1);
    asOrdinaryUser(
      () => {
        chmodSync(file, 0o444);
        chmodSync(path.dirname(file), 0o555);
      },
      () => expect(opening()).toThrow(/cannot be written|cannot be opened/),
    );
  });

  test("in a folder that cannot be written is refused in plain words", () => {
    mkdirSync(path.dirname(file), { mode: 0o555 });
    asOrdinaryUser(
      () => {},
      () => {
        expect(opening()).toThrow(expect.objectContaining({ code: "Unavailable" }));
        expect(opening()).toThrow(file);
      },
    );
  });

  test("without a name is refused", () => {
    expect(() => new SqliteStorage(" ")).toThrow(expect.objectContaining({ code: "Invalid", field: "file" }));
  });

  test("after the program was killed finds what its log holds", async () => {
    const storage = new SqliteStorage(file);
    await storage.create(device({ uid: "a" }));
    const killed = path.join(folder, `${files++}.db`);
    for (const suffix of ["", "-wal"]) if (existsSync(file + suffix)) copyFileSync(file + suffix, killed + suffix);
    await storage.close();
    const again = new SqliteStorage(killed);
    expect(await again.load("Device", "a")).toBeDefined();
    await again.close();
  });
});

function garble(content: Buffer): Buffer {
  const garbled = Buffer.from(content);
  for (let page = 2; page * 4_096 < content.length; page++) garbled.fill(0xa5, page * 4_096, page * 4_096 + 200);
  return garbled;
}

/** Root may write everywhere, and so has to be somebody else for a moment. */
function asOrdinaryUser(prepare: () => void, run: () => void): void {
  prepare();
  const isRoot = process.geteuid?.() === 0;
  if (isRoot) process.seteuid?.(65_534);
  try {
    run();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}
