import { describe, expect, it } from "vitest";
import { CommandError, isOnPath, npmCommand, run } from "./command.mjs";

/** @param {string} code @param {Parameters<typeof run>[2]} [options] */
const node = (code, options) => run(process.execPath, ["-e", code], options);

describe("run", () => {
  it("resolves with what the program wrote", async () => {
    expect(await node("console.log('out'); console.error('err')")).toBe("out\n");
  });

  it("rejects with the exit code and both ends of what a failed program wrote", async () => {
    const failed = node(
      "console.log('the reason'); for (let i = 0; i < 99; i++) console.error(`line ${i}`); process.exitCode = 3",
    );
    await expect(failed).rejects.toThrow(/failed with exit code 3:\nthe reason\nline 0\n[^]*\[\.\.\.\][^]*line 98$/);
    await expect(failed).rejects.toBeInstanceOf(CommandError);
  });

  it("passes arguments on as they are, without a shell", async () => {
    expect(await run(process.execPath, ["-p", "process.argv[1]", "$(whoami); `id`"])).toBe("$(whoami); `id`\n");
  });

  it("gives the program no standard input to wait for", async () => {
    expect(await node("process.stdin.on('end', () => console.log('ended')).resume()")).toBe("ended\n");
  });

  it("names a program that isn't there", async () => {
    await expect(run("no-such-program", [])).rejects.toThrow(/no-such-program could not run/);
  });

  it("ends a program that takes too long", async () => {
    await expect(node("setInterval(() => {}, 1000)", { timeoutMs: 200 })).rejects.toThrow(/was ended by SIGKILL/);
  });
});

describe("npmCommand", () => {
  it("finds an npm that runs", async () => {
    const [program, ...args] = npmCommand();
    expect(await run(program, [...args, "--version"])).toMatch(/^\d+\.\d+/);
  });
});

describe("isOnPath", () => {
  it("tells a program from a name", () => {
    expect(isOnPath("npm")).toBe(true);
    expect(isOnPath("no-such-program")).toBe(false);
  });
});
