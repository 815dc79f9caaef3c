import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newFileLogger } from "./file-logger.ts";
import { RotatingFile } from "./rotating-file.ts";

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), "fabrica-log-"));
});
afterEach(() => {
  rmSync(directory, { recursive: true });
});

function linesOf(file: string): unknown[] {
  return readFileSync(file, "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}

test("each message is a JSON line with its level, time and fields", () => {
  const file = join(directory, "logs", "engine.log");
  const logger = newFileLogger({ file });
  logger.info("Reconciled", { uid: "dev-123" });
  logger.error("Failed");
  logger.close();
  expect(linesOf(file)).toEqual([
    { level: "info", time: expect.stringMatching(/^\d{4}-.*Z$/), uid: "dev-123", msg: "Reconciled" },
    { level: "error", time: expect.any(String), msg: "Failed" },
  ]);
});

test("what is below the level is left out, and the level can change", () => {
  const file = join(directory, "engine.log");
  const logger = newFileLogger({ file, level: "warn" });
  logger.info("quiet");
  logger.setLevel("debug");
  logger.debug("loud");
  logger.close();
  expect(linesOf(file)).toMatchObject([{ msg: "loud" }]);
});

test("what looks like a secret is censored at any depth, in URLs too", () => {
  const file = join(directory, "engine.log");
  const logger = newFileLogger({ file });
  logger.info("Connecting to https://admin:hunter2@bmc1/redfish", {
    bmc: { user: "admin", password: "hunter2", nested: [{ apiKey: "hunter2", sessionToken: "hunter2" }] },
    url: "ssh://root:hunter2@node1",
    error: new Error("no route to https://admin:hunter2@bmc1", { cause: { Authorization: "Basic hunter2" } }),
  });
  logger.close();
  expect(readFileSync(file, "utf8")).not.toContain("hunter2");
  expect(linesOf(file)).toMatchObject([
    { bmc: { user: "admin", password: "[redacted]" }, url: "ssh://root:[redacted]@node1", error: { type: "Error" } },
  ]);
});

test("fields that contain themselves or hold no JSON are logged all the same", () => {
  const file = join(directory, "engine.log");
  const logger = newFileLogger({ file });
  const cycle: Record<string, unknown> = { size: 10n };
  cycle["self"] = cycle;
  logger.info("odd", cycle);
  logger.close();
  expect(linesOf(file)).toMatchObject([{ msg: "odd", size: "10" }]);
});

test("a full file is put aside, and only so many are kept", () => {
  const file = join(directory, "engine.log");
  const output = new RotatingFile({ file, maxBytes: 20, maxFiles: 3 });
  for (let line = 0; line < 10; line++) output.write(`line ${line}!!\n`);
  output.close();
  expect(readdirSync(directory).toSorted()).toEqual(["engine.log", "engine.log.1", "engine.log.2"]);
  expect(readFileSync(file, "utf8")).toBe("line 8!!\nline 9!!\n");
  expect(readFileSync(`${file}.1`, "utf8")).toBe("line 6!!\nline 7!!\n");
  expect(readFileSync(`${file}.2`, "utf8")).toBe("line 4!!\nline 5!!\n");
});

test("a file that was there is gone on with, and counts", () => {
  const file = join(directory, "engine.log");
  for (const line of ["first\n", "second\n", "third\n"]) {
    const output = new RotatingFile({ file, maxBytes: 14, maxFiles: 2 });
    output.write(line);
    output.close();
  }
  expect(readFileSync(file, "utf8")).toBe("third\n");
  expect(readFileSync(`${file}.1`, "utf8")).toBe("first\nsecond\n");
});

test("with one file to keep a full one starts anew", () => {
  const file = join(directory, "engine.log");
  const output = new RotatingFile({ file, maxBytes: 8, maxFiles: 1 });
  output.write("first\n");
  output.write("second\n");
  output.close();
  expect(readdirSync(directory)).toEqual(["engine.log"]);
  expect(readFileSync(file, "utf8")).toBe("second\n");
});

test("lines that cannot be written are counted and told of once they can", () => {
  const folder = join(directory, "engine");
  const output = new RotatingFile({ file: join(folder, "engine.log"), maxBytes: 1000, maxFiles: 2 });
  // A file where the folder should be makes every write fail.
  const blocker = new RotatingFile({ file: folder, maxBytes: 1000, maxFiles: 1 });
  blocker.write("in the way\n");
  blocker.close();
  output.write("lost 1\n");
  output.write("lost 2\n");
  rmSync(folder);
  output.write("written\n");
  output.close();
  const text = readFileSync(join(folder, "engine.log"), "utf8");
  expect(text).toContain("2 log lines could not be written");
  expect(text).toContain("\nwritten\n");
  expect(text).not.toContain("lost 1");
});

test.skipIf(process.platform === "win32")("only the owner may read the log", () => {
  const file = join(directory, "engine.log");
  const output = new RotatingFile({ file, maxBytes: 1000, maxFiles: 2 });
  output.write("line\n");
  output.close();
  expect(existsSync(file)).toBe(true);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});
