import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifyIntegrity } from "./npm-tarball.mjs";

/** @type {string} */
let dir;
beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "npm-tarball-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe("verifyIntegrity", () => {
  // echo -n hello | openssl dgst -sha512 -binary | base64 -w0
  const hello = "sha512-m3HSJL1i83hdltRq0+o9czGb+8KJDKra4t/3JRlnPKcjI8PZm6XBHXx6zG4UuMXaDEZjR1wuXDre9G9zvN7AQw==";

  it("accepts the pinned file and refuses any other", async () => {
    const file = path.join(dir, "package.tgz");
    writeFileSync(file, "hello");
    await expect(verifyIntegrity(file, hello)).resolves.toBeUndefined();
    writeFileSync(file, "hellp");
    await expect(verifyIntegrity(file, hello)).rejects.toThrow(/package\.tgz is not what was pinned/);
  });
});
