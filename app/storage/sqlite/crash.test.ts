import { spawn } from "node:child_process";
import path from "node:path";
import { fileURLToPath } from "node:url";
import Database from "better-sqlite3";
import { expect, test } from "vitest";
import { scratchFolder } from "./testing/scratch.ts";
import { SqliteStorage } from "./sqlite-storage.ts";

const ROUNDS = 5;
const child = fileURLToPath(new URL("testing/crash-child.ts", import.meta.url));
const folder = scratchFolder();

test(
  "a writer that is killed at any moment loses nothing acknowledged and leaves nothing half done",
  { timeout: 60_000 },
  async () => {
    const file = path.join(folder, "fabrica.db");
    const acknowledged = new Map<string, string>();
    for (let round = 0; round < ROUNDS; round++) {
      // Kills after so many acknowledgements: a place in the work rather than a time, so that a slow machine tests the same.
      const lines = await writeUntilKilled(file, `r${round}w`, 40 + ((round * 137) % 400));
      for (const line of lines) acknowledged.set(...pairOf(line));

      const storage = new SqliteStorage(file, { backups: { everyMs: Infinity } });
      const stored = new Map((await storage.list("Device")).map(({ metadata }) => [metadata.uid, metadata]));
      expect(
        [...acknowledged].filter(([uid, version]) => isLost(version, uid, stored.get(uid)?.resourceVersion)),
      ).toEqual([]);
      const work = await storage.durable.loadWork();
      expect(work.map(({ resourceUid, reasons }) => [resourceUid, reasons[0]?.message]).toSorted()).toEqual(
        [...stored.values()].map(({ uid, resourceVersion }) => [uid, resourceVersion]).toSorted(),
      );
      await storage.close();

      const db = new Database(file, { readonly: true });
      expect(db.pragma("integrity_check", { simple: true })).toBe("ok");
      const versions = db.prepare("SELECT event ->> 'data' FROM events").pluck().all();
      for (const { resourceVersion } of stored.values()) expect(versions).toContain(resourceVersion);
      db.close();
    }
    expect(acknowledged.size).toBeGreaterThan(ROUNDS * 20);
  },
);

/** Writes after the acknowledged one may have been committed too: a newer version, or the deletion of every third device. */
function isLost(acknowledged: string, uid: string, stored: string | undefined): boolean {
  if (acknowledged === "deleted") return stored !== undefined;
  if (stored === undefined) return Number(uid.split("-")[1]) % 3 !== 0;
  return Number(stored) < Number(acknowledged);
}

function pairOf(line: string): [uid: string, version: string] {
  const [uid = "", version = ""] = line.split(" ");
  return [uid, version];
}

/** Resolves with the acknowledgements of a writer that was killed when it had made so many. */
function writeUntilKilled(file: string, prefix: string, count: number): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const writer = spawn(process.execPath, ["--import", "tsx", child, file, prefix], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    writer.stdout.setEncoding("utf8");
    writer.stdout.on("data", (text: string) => {
      output += text;
      if (output.split("\n").length > count) writer.kill("SIGKILL");
    });
    writer.on("error", reject);
    writer.on("close", (code, signal) => {
      if (signal === "SIGKILL") resolve(output.split("\n").slice(0, -1));
      else reject(new Error(`the writer ended by itself with ${code}`));
    });
  });
}
