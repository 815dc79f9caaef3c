import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { z } from "zod";
import { silentLogger } from "../testing/silent-logger.ts";
import { JsonFile } from "./json-file.ts";
import { writeAtomically } from "./write-atomically.ts";

const schema = z.object({ size: z.number().default(1) });

let dir: string;
let file: string;
let settings: JsonFile<z.output<typeof schema>>;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "json-file-"));
  file = path.join(dir, "settings.json");
  settings = new JsonFile(file, schema, silentLogger);
});
afterEach(() => rmSync(dir, { recursive: true }));

test("without a file the defaults hold", async () => {
  expect(await settings.read()).toEqual({ size: 1 });
});

test("what was written is read again", async () => {
  await settings.write({ size: 7 });
  expect(await settings.read()).toEqual({ size: 7 });
});

test("of writes at the same time the last one asked for stays", async () => {
  await Promise.all([1, 2, 3, 4, 5].map((size) => settings.write({ size })));
  expect(await settings.read()).toEqual({ size: 5 });
  expect(readdirSync(dir)).toEqual(["settings.json"]);
});

test("whoever ends the application can wait for what is being written", async () => {
  void settings.write({ size: 9 });
  await settings.settled();
  expect(JSON.parse(readFileSync(file, "utf8"))).toEqual({ size: 9 });
});

test.each(["", "{", "[]", '{"size":"large"}'])(
  "a file that holds %j is kept aside and the defaults hold",
  async (text) => {
    writeFileSync(file, text);
    expect(await settings.read()).toEqual({ size: 1 });
    expect(readFileSync(`${file}.damaged`, "utf8")).toBe(text);
  },
);

test("the log says which file is damaged", async () => {
  const warnings: string[] = [];
  const logger = { ...silentLogger, warn: (message: string) => warnings.push(message) };
  writeFileSync(file, "{");
  await new JsonFile(file, schema, logger).read();
  expect(warnings).toEqual(["settings.json is damaged and kept aside; the defaults hold"]);
});

async function* broken() {
  yield "{";
  throw new Error("the source broke");
}

test("a place that cannot be written is named", async () => {
  await expect(writeAtomically(path.join(dir, "missing", "a.json"), "{}")).rejects.toMatchObject({
    code: "Unavailable",
    message: expect.stringContaining("a.json"),
  });
});

test("a write that fails half-way leaves the file as it was and nothing beside it", async () => {
  await settings.write({ size: 3 });
  await expect(writeAtomically(file, broken())).rejects.toThrow("the source broke");
  expect(await settings.read()).toEqual({ size: 3 });
  expect(readdirSync(dir)).toEqual(["settings.json"]);
});
