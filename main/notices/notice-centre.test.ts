import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { z } from "zod";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FakeClock } from "../../app/fake-clock.ts";
import { JsonFile } from "../files/json-file.ts";
import { silentLogger } from "../testing/silent-logger.ts";
import { NoticeCentre, noticesFile } from "./notice-centre.ts";

let dir: string;
let file: JsonFile<z.infer<typeof noticesFile>>;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "notices-"));
  file = new JsonFile(path.join(dir, "notices.json"), noticesFile, silentLogger);
});
afterEach(() => rmSync(dir, { recursive: true }));

function open(): NoticeCentre {
  return new NoticeCentre(file, new FakeClock(1_000), silentLogger);
}

test("what happened is kept newest first, unread, and across restarts", async () => {
  const centre = open();
  await centre.add({ type: "import", created: 3, changed: 0, problems: 0 });
  await centre.add({ type: "engine-back" });
  await file.settled();
  const { notices, unread } = await open().state();
  expect(notices.map(({ id, happening: { type } }) => [id, type])).toEqual([
    [2, "engine-back"],
    [1, "import"],
  ]);
  expect(unread).toBe(2);
});

test("some are marked as read, or all", async () => {
  const centre = open();
  for (let n = 0; n < 3; n++) await centre.add({ type: "engine-back" });
  await centre.markRead([2]);
  expect((await centre.state()).unread).toBe(2);
  await centre.markRead();
  expect((await centre.state()).unread).toBe(0);
});

test("no more than two hundred are kept, and none after they were cleared", async () => {
  const centre = open();
  for (let n = 0; n < 203; n++) await centre.add({ type: "engine-back" });
  const { notices } = await centre.state();
  expect(notices).toHaveLength(200);
  expect(notices[0]?.id).toBe(203);
  await centre.clear();
  expect(await centre.state()).toEqual({ notices: [], unread: 0 });
});

test("windows hear of each change until they listen no more", async () => {
  const centre = open();
  let heard = 0;
  const stop = centre.onChange(() => {
    heard += 1;
  });
  await centre.add({ type: "engine-back" });
  await centre.markRead();
  stop();
  await centre.clear();
  expect(heard).toBe(2);
});
