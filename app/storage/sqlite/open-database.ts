import { mkdirSync, statSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { EngineError } from "../../errors.ts";
import { newestGoodBackup } from "./backups.ts";
import { DamagedFileError } from "./damaged-file-error.ts";
import { findDamage } from "./find-damage.ts";
import { migrate } from "./migrate.ts";
import { APPLICATION_ID, MIGRATIONS, SCHEMA_VERSION } from "./migrations.ts";
import { versionOf } from "./schema-version.ts";
import { breakSeal } from "./seal.ts";
import { inPlainWords, isDamage } from "./sqlite-fault.ts";

/** `FULL` survives a loss of power with every acknowledged write; `NORMAL` may lose the last ones then, but is never damaged. */
export type Synchronous = "FULL" | "NORMAL";

/** SQLite's own name for a database that goes with the one that has it open. */
export const IN_MEMORY = ":memory:";

/** Fewer, larger merges of the log into the file write a page that changes often once instead of many times. */
const WAL_PAGES = 4_000;
const WAL_BYTES = 64 * 1024 * 1024;

/**
 * Opens the file, or makes it, for this process alone, checks it unless it is sealed, and brings its schema up to date.
 *
 * Only SQLite may open the file, here and elsewhere in this process: a process that closes a file loses all its locks on it,
 * and with them those by which SQLite keeps others out.
 * @param now ms since the epoch: names the backup that is taken before the schema changes.
 * @throws {EngineError} `Unavailable` when it is in use elsewhere, damaged, newer than this program, not ours or not
 *   writable; the file is then left as it was.
 */
export function openDatabase(file: string, synchronous: Synchronous, now: number): Database.Database {
  let db: Database.Database | undefined;
  try {
    if (file !== IN_MEMORY) {
      mkdirSync(path.dirname(file), { recursive: true });
      refuseEmptied(file);
    }
    const isKnownWhole = breakSeal(file);
    db = new Database(file, { timeout: 0 });
    db.pragma("locking_mode = EXCLUSIVE");
    refuseNewer(file, versionOf(db));
    refuseForeign(db);
    if (!isKnownWhole) refuseDamaged(db);
    configure(db, synchronous);
    migrate(db, MIGRATIONS, now);
    return db;
  } catch (error) {
    db?.close();
    throw isDamage(error) ? damaged(file, error.message) : inPlainWords(error, "open", file);
  }
}

/** For SQLite an empty file is a new database; where there are backups it is one that was lost. */
function refuseEmptied(file: string): void {
  const size = statSync(file, { throwIfNoEntry: false })?.size;
  if (size === 0 && newestGoodBackup(file) !== undefined) throw damaged(file, "the file is empty");
}

function refuseNewer(file: string, version: number): void {
  if (version <= SCHEMA_VERSION) return;
  throw new EngineError(
    "Unavailable",
    `${file} was written by a newer version of this program: it has version ${version}, this program knows versions up to ` +
      `${SCHEMA_VERSION}. It was left as it is; update the program to open it`,
  );
}

function refuseForeign(db: Database.Database): void {
  const tables = db.prepare("SELECT count(*) FROM sqlite_schema").pluck().get();
  if (tables === 0 || db.pragma("application_id", { simple: true }) === APPLICATION_ID) return;
  throw new EngineError("Unavailable", `${db.name} is a database of another program. It was left as it is`);
}

function refuseDamaged(db: Database.Database): void {
  const damage = findDamage(db);
  if (damage !== undefined) throw damaged(db.name, damage);
}

function configure(db: Database.Database, synchronous: Synchronous): void {
  const mode = db.pragma("journal_mode = WAL", { simple: true });
  if (mode !== "wal" && !db.memory) {
    throw new EngineError("Unavailable", `${db.name} is on a file system that cannot hold a write-ahead log`);
  }
  db.pragma(`synchronous = ${synchronous}`);
  db.pragma("foreign_keys = ON");
  db.pragma("temp_store = MEMORY");
  db.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
  db.pragma(`journal_size_limit = ${WAL_BYTES}`);
}

function damaged(file: string, reason: string): DamagedFileError {
  return new DamagedFileError(file, reason, newestGoodBackup(file));
}
