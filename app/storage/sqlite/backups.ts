import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
} from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { EngineError } from "../../errors.ts";
import { APPLICATION_ID, SCHEMA_VERSION } from "./migrations.ts";
import { versionOf } from "./schema-version.ts";
import { inPlainWords } from "./sqlite-fault.ts";

/** How many pages a backup of an open database copies in one turn of the event loop. */
const PAGES_A_TURN = 500;

const UNFINISHED = ".unfinished";
const TIME_IN_NAME = /-(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z-v\d+\.?[^./\\]*$/;

/** The backups of a database file, newest first: files in the folder `backups` beside it, named after their time and version. */
export function backupsOf(file: string): string[] {
  const folder = folderOf(file);
  if (!existsSync(folder)) return [];
  const { name, ext } = path.parse(file);
  return readdirSync(folder)
    .filter((entry) => entry.startsWith(`${name}-`) && entry.endsWith(ext) && TIME_IN_NAME.test(entry))
    .toSorted()
    .toReversed()
    .map((entry) => path.join(folder, entry));
}

/** When the newest backup was begun, in ms since the epoch; undefined when there is none. */
export function lastBackupAt(file: string): number | undefined {
  const [newest] = backupsOf(file);
  const time = newest === undefined ? null : TIME_IN_NAME.exec(newest);
  if (time === null) return undefined;
  const [, year, month, day, hour, minute, second, ms] = time;
  return Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
}

/** The newest backup that this program can read and that is whole. Reads it through, some 100 ms for 100 MB. */
export function newestGoodBackup(file: string): string | undefined {
  return backupsOf(file).find(isGood);
}

/** Copies an open database while it goes on being used; the newest `keep` backups stay. Resolves with the backup's path. */
export async function backUp(db: Database.Database, now: number, keep: number): Promise<string> {
  const backup = newBackupPath(db.name, versionOf(db), now);
  const unfinished = backup + UNFINISHED;
  try {
    await db.backup(unfinished, { progress: () => PAGES_A_TURN });
    putInPlace(unfinished, backup);
  } catch (error) {
    rmSync(unfinished, { force: true });
    throw inPlainWords(error, "back up", db.name);
  }
  prune(db.name, keep);
  return backup;
}

/** Copies a database at once, before its schema changes. */
export function backUpNow(db: Database.Database, now: number): string {
  const backup = newBackupPath(db.name, versionOf(db), now);
  const unfinished = backup + UNFINISHED;
  rmSync(unfinished, { force: true });
  db.prepare("VACUUM INTO ?").run(unfinished);
  putInPlace(unfinished, backup);
  return backup;
}

/** What `restoreBackup` did. */
export interface Restored {
  /** The backup that is in place now. */
  backup: string;
  /** Where the file went that was there before, with whatever of SQLite's lay beside it. */
  setAside: string;
}

/**
 * Puts a backup, by default the newest good one, in the place of a database file that is not open; that file is kept aside.
 * @throws {EngineError} `NotFound` when there is no good backup; `Unavailable` when the file system refuses.
 */
export function restoreBackup(file: string, now: number, backup = newestGoodBackup(file)): Restored {
  if (backup === undefined) throw new EngineError("NotFound", `There is no good backup of ${file} to restore`);
  const setAside = `${file}.damaged-${compactTime(now)}`;
  const unfinished = `${file}.restoring`;
  try {
    copyFileSync(backup, unfinished);
    for (const suffix of ["", "-wal", "-shm"]) {
      if (existsSync(file + suffix)) renameSync(file + suffix, setAside + suffix);
    }
    putInPlace(unfinished, file);
  } catch (error) {
    throw inPlainWords(error, "restore a backup of", file);
  }
  return { backup, setAside };
}

function folderOf(file: string): string {
  return path.join(path.dirname(file), "backups");
}

function newBackupPath(file: string, version: number, now: number): string {
  const { name, ext } = path.parse(file);
  mkdirSync(folderOf(file), { recursive: true });
  return path.join(folderOf(file), `${name}-${compactTime(now)}-v${version}${ext}`);
}

/** As in 20260131T235959999Z: sorts by time and is a file name everywhere. */
function compactTime(now: number): string {
  return new Date(now).toISOString().replace(/[-:.]/g, "");
}

/** Also of what a program that was killed left unfinished. */
function prune(file: string, keep: number): void {
  for (const old of backupsOf(file).slice(keep)) rmSync(old, { force: true });
  const { name } = path.parse(file);
  for (const entry of readdirSync(folderOf(file))) {
    if (entry.startsWith(`${name}-`) && entry.endsWith(UNFINISHED))
      rmSync(path.join(folderOf(file), entry), { force: true });
  }
}

function isGood(backup: string): boolean {
  let db: Database.Database | undefined;
  try {
    db = new Database(backup, { readonly: true, timeout: 0 });
    return (
      db.pragma("application_id", { simple: true }) === APPLICATION_ID &&
      versionOf(db) <= SCHEMA_VERSION &&
      db.pragma("quick_check(1)", { simple: true }) === "ok"
    );
  } catch {
    return false;
  } finally {
    db?.close();
  }
}

/** Only what is whole and on the disk ever has its final name. */
function putInPlace(unfinished: string, final: string): void {
  const descriptor = openSync(unfinished, "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(unfinished, final);
}
