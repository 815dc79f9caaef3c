import { statSync } from "node:fs";
import type { Database } from "better-sqlite3";
import { versionOf } from "./schema-version.ts";
import { isDamage } from "./sqlite-fault.ts";

/** Up to this size the whole file is checked, which takes some 60 ms; beyond, the logs are left out. */
const CHECKED_IN_FULL_BYTES = 64 * 1024 * 1024;
/** What must be right for the fleet to be right. */
const ALWAYS_CHECKED = ["resources", "labels", "owners", "work", "pauses"];

/** What is wrong with a file that is open; undefined if it is whole. */
export function findDamage(db: Database): string | undefined {
  if (db.memory || versionOf(db) === 0) return undefined;
  const isSmall = statSync(db.name).size <= CHECKED_IN_FULL_BYTES;
  const checks = isSmall ? ["quick_check(1)"] : ALWAYS_CHECKED.map((table) => `quick_check(${table})`);
  try {
    return checks.map((check) => String(db.pragma(check, { simple: true }))).find((finding) => finding !== "ok");
  } catch (error) {
    if (isDamage(error)) return error.message;
    throw error;
  }
}
