import { expect, test } from "vitest";
import { describeStorage } from "../testing/contract.ts";
import { testAgainstModel } from "../testing/model-based.ts";
import { device, Recorder } from "../testing/fixtures.ts";
import { InMemoryStorage } from "./in-memory-storage.ts";

let now = Date.UTC(2026, 0, 1);
const options = { clock: { now: () => now }, logger: { error: () => {} } };

describeStorage({
  open: () => new InMemoryStorage(options),
  advance: (ms) => (now += ms),
});

testAgainstModel(
  300,
  () => new InMemoryStorage(options),
  (storage) => Promise.resolve(storage),
);

test("a watch from before deletions that were forgotten is refused, one from the start is not", async () => {
  const storage = new InMemoryStorage(options);
  for (let i = 0; i < 8_200; i++) {
    await storage.create(device({ uid: "d" }));
    await storage.delete("Device", "d");
  }
  expect(() => storage.watch({ since: 10 }, () => {})).toThrow("forgotten");
  const recorder = new Recorder();
  storage.watch({ since: storage.sequence - 1 }, recorder.record);
  await recorder.until(1);
  expect(recorder.changes[0]?.type).toBe("deleted");
});

test("a watcher that throws is named in the log", async () => {
  const lines: unknown[] = [];
  const storage = new InMemoryStorage({ logger: { error: (...line) => lines.push(line) } });
  storage.watch({}, () => {
    throw new Error("broken");
  });
  await storage.create(device({ uid: "d" }));
  expect(lines).toEqual([
    [expect.stringContaining("watcher"), expect.objectContaining({ uid: "d", error: new Error("broken") })],
  ]);
});
