import Database from "better-sqlite3";
import { EngineError } from "../../errors.ts";

const DISK_FULL = "the disk is full: free some space and try again";
const NO_PERMISSION = "it cannot be written to: check the permissions of the file and its folder";

/** What SQLite's primary result codes, and the system's, mean for people, and what they can do. */
const FAULTS: ReadonlyMap<string, string> = new Map([
  ["SQLITE_FULL", DISK_FULL],
  ["ENOSPC", DISK_FULL],
  ["SQLITE_READONLY", NO_PERMISSION],
  ["SQLITE_PERM", NO_PERMISSION],
  ["EACCES", NO_PERMISSION],
  ["EPERM", NO_PERMISSION],
  ["EROFS", "its file system is read-only"],
  ["SQLITE_CANTOPEN", "it cannot be opened: check that its folder exists and can be written to"],
  ["SQLITE_BUSY", "it is in use: another instance of the program has it open; close that one first"],
  ["SQLITE_IOERR_LOCK", NO_PERMISSION],
  ["SQLITE_IOERR", "the disk reported an error on reading or writing"],
  ["SQLITE_CORRUPT", "its content is damaged"],
  ["SQLITE_NOTADB", "it is not a database, or its content is damaged"],
]);

/** Whether the file itself is no longer what was written. */
export function isDamage(error: unknown): error is Error {
  return error instanceof Database.SqliteError && /^SQLITE_(CORRUPT|NOTADB)/.test(error.code);
}

/**
 * An error of SQLite or of the file system as an `EngineError` in plain words, with what to do; any other as it is.
 * @param doing what failed, as in "write to".
 */
export function inPlainWords(error: unknown, doing: string, file: string): unknown {
  if (!(error instanceof Error) || error instanceof EngineError || !("code" in error)) return error;
  const code = String(error.code);
  const primary = /^SQLITE_[A-Z]+/.exec(code)?.[0] ?? code;
  const reason = FAULTS.get(code) ?? FAULTS.get(primary) ?? error.message;
  return new EngineError("Unavailable", `Could not ${doing} ${file}: ${reason} (${code})`, { cause: error });
}
