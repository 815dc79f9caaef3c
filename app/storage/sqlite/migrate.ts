import type { Database } from "better-sqlite3";
import { backUpNow } from "./backups.ts";
import { APPLICATION_ID } from "./migrations.ts";
import { versionOf } from "./schema-version.ts";

/**
 * Brings a database to the version that the steps lead to, each in a transaction of its own; a step that fails leaves it at
 * the version before. What holds data is backed up first.
 * @param now ms since the epoch: names the backup.
 */
export function migrate(db: Database, steps: readonly string[], now: number): void {
  const version = versionOf(db);
  if (version > 0 && version < steps.length) backUpNow(db, now);
  for (const [index, step] of steps.entries()) {
    if (index >= version) migrateTo(db, index + 1, step);
  }
}

function migrateTo(db: Database, version: number, step: string): void {
  db.transaction(() => {
    db.exec(step);
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${version}`);
  }).immediate();
}
