import type { Database } from "better-sqlite3";

/** The version of the schema that a file has; 0 for one without. */
export function versionOf(db: Database): number {
  return Number(db.pragma("user_version", { simple: true }));
}
