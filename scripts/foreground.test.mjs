import { describe, expect, it } from "vitest";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { runInForeground } from "./foreground.mjs";

describe("runInForeground", () => {
  it("ends with the program's exit code", async () => {
    expect(await runInForeground(process.execPath, ["-e", "process.exitCode = 7"], process.env)).toBe(7);
  });

  it("ends with 128 and the signal's number when a signal ended the program", async () => {
    expect(await runInForeground(process.execPath, ["-e", "process.kill(process.pid, 'SIGKILL')"], process.env)).toBe(
      137,
    );
  });

  it.each(/** @type {const} */ (["SIGINT", "SIGTERM"]))(
    "passes %s on, once, and waits for the program",
    async (signal) => {
      const program = `let count = 0;
      process.on("${signal}", () => {
        count += 1;
        console.log("signal");
        setTimeout(() => process.exit(count), 200);
      });
      setInterval(() => {}, 1000);
      console.log("ready");`;
      const launcher = `import { runInForeground } from ${JSON.stringify(import.meta.resolve("./foreground.mjs"))};
      process.exitCode = await runInForeground(process.execPath, ["-e", ${JSON.stringify(program)}], process.env);`;
      const child = spawn(process.execPath, ["--input-type=module", "-e", launcher], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let output = "";
      child.stdout.setEncoding("utf8").on("data", (chunk) => {
        output += chunk;
        // Once more as soon as the first has arrived, as npm does for a terminal's Ctrl+C.
        if (output === "ready\n" || output === "ready\nsignal\n") child.kill(signal);
      });
      const [code] = await once(child, "exit");
      expect(output).toBe("ready\nsignal\n");
      expect(code).toBe(1);
    },
  );

  it("passes signals on to what the program started, when it is asked to", async () => {
    const grandchild = `process.on("SIGTERM", () => { console.log("told"); process.exit(); });
      setInterval(() => {}, 1000);
      console.log("ready");`;
    // Ends at once and tells nobody.
    const program = `require("node:child_process").spawn(process.execPath, ["-e", ${JSON.stringify(grandchild)}], { stdio: "inherit" });`;
    const launcher = `import { runInForeground } from ${JSON.stringify(import.meta.resolve("./foreground.mjs"))};
      await runInForeground(process.execPath, ["-e", ${JSON.stringify(program)}], process.env, { signalsFor: "group" });`;
    const child = spawn(process.execPath, ["--input-type=module", "-e", launcher], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      output += chunk;
      if (output === "ready\n") child.kill("SIGTERM");
    });
    // "close" comes when the last process that holds the pipe has ended.
    await once(child, "close");
    expect(output).toBe("ready\ntold\n");
  });
});
