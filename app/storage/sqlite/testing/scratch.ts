import { chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll } from "vitest";

/** Where files are in memory, as Linux has it: a test that flushes thousands of times is bound by nothing else. */
const MEMORY = "/dev/shm";

/** A folder for the files of one test file, removed when all its tests have run. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(existsSync(MEMORY) ? MEMORY : tmpdir(), "fabrica-storage-"));
  // Tests of what an ordinary user may not do have to get there first.
  chmodSync(folder, 0o755);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
