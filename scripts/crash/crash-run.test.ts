import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { CrashRun } from "./crash-run.ts";

test("an engine that is killed at any moment keeps every promise: writes, events, work, attempts and due times", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "fabrica-crash-"));
  try {
    const figures = await new CrashRun(path.join(folder, "fabrica.db")).run(5);
    expect(figures.kills).toBe(5);
    expect(figures.promises).toBeGreaterThan(50);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 120_000);
