import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { formatDuration, runSteps, SetupError } from "./steps.mjs";

/** @param {boolean} isTTY */
function recorder(isTTY) {
  const lines = { text: "" };
  const out = Object.assign(
    new Writable({
      write(chunk, _encoding, done) {
        lines.text += String(chunk);
        done();
      },
    }),
    { isTTY },
  );
  return { lines, out };
}

describe("runSteps", () => {
  it("prints what each step did and how long it took, a line each", async () => {
    const { lines, out } = recorder(false);
    await runSteps(
      [
        { name: "First", run: async () => "unchanged" },
        { name: "The second", run: async () => "built" },
      ],
      out,
    );
    expect(lines.text).toMatch(/^✓ First {7}unchanged \(\d+ ms\)\n✓ The second {2}built \(\d+ ms\)\n$/);
  });

  it("keeps progress as lines in a log and in place on a terminal", async () => {
    /** @type {import("./steps.mjs").Step} */
    const step = {
      name: "Slow",
      async run(report) {
        report("downloading");
        return "there";
      },
    };
    const log = recorder(false);
    await runSteps([step], log.out);
    expect(log.lines.text).toContain("  Slow  downloading ...\n");
    const terminal = recorder(true);
    await runSteps([step], terminal.out);
    expect(terminal.lines.text).toContain("downloading ...\r\u001B[K✓ Slow  there");
  });

  it("stops at the first failure and says how to mend it", async () => {
    const { lines, out } = recorder(false);
    let ran = false;
    const run = runSteps(
      [
        { name: "Broken", run: () => Promise.reject(new Error("the disk is full")) },
        { name: "Never", run: async () => String((ran = true)) },
      ],
      out,
    );
    await expect(run).rejects.toMatchObject({ message: "the disk is full", remedy: expect.stringContaining("Broken") });
    await expect(run).rejects.toBeInstanceOf(SetupError);
    expect(ran).toBe(false);
    expect(lines.text).toContain("✗ Broken  failed");
  });
});

describe("formatDuration", () => {
  it.each([
    [4.4, "4 ms"],
    [999.9, "1000 ms"],
    [1500, "1.5 s"],
    [64_000, "1 min 4 s"],
    [119_900, "2 min 0 s"],
  ])("writes %d ms as %s", (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});
