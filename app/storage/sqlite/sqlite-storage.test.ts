import path from "node:path";
import { describeStorage } from "../testing/contract.ts";
import { testAgainstModel } from "../testing/model-based.ts";
import { scratchFolder } from "./testing/scratch.ts";
import { SqliteStorage } from "./sqlite-storage.ts";

const folder = scratchFolder();
let now = Date.UTC(2026, 0, 1);
let files = 0;

function open(file = `${files++}.db`): SqliteStorage {
  return new SqliteStorage(path.join(folder, file), {
    clock: { now: () => now },
    logger: { error: () => {}, warn: () => {} },
    synchronous: "NORMAL",
    backups: { everyMs: Infinity },
  });
}

describeStorage({ open: () => open(), advance: (ms) => (now += ms) });

testAgainstModel(
  50,
  () => open(),
  async (storage) => {
    await storage.close();
    return open(`${files - 1}.db`);
  },
);
