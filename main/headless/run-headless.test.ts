import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test, vi } from "vitest";
import { openEngine } from "../../app/engine.ts";
import { FakeClock } from "../../app/fake-clock.ts";
import { runHeadless } from "./run-headless.ts";

// A busy machine takes its time.
vi.setConfig({ testTimeout: 30_000 });

const silent = { debug() {}, info() {}, warn() {}, error() {} };

class Run {
  readonly directory = mkdtempSync(path.join(tmpdir(), "headless-"));
  readonly dataDir = path.join(this.directory, "data");
  readonly clock = new FakeClock(Date.UTC(2026, 0, 1));
  readonly aborter = new AbortController();
  lines: string[] = [];

  constructor() {
    onTestFinished(() => rmSync(this.directory, { recursive: true }));
  }

  file(name: string, content: string): string {
    const file = path.join(this.directory, name);
    writeFileSync(file, content);
    return file;
  }

  start(options: { imports?: string[]; untilIdle?: boolean } = {}): Promise<number> {
    const { imports = [], untilIdle = true } = options;
    const { aborter, clock, dataDir } = this;
    const print = (line: string): void => void this.lines.push(line);
    this.lines = [];
    return runHeadless({ dataDir, imports, workers: undefined, untilIdle, signal: aborter.signal, print, clock });
  }

  /** Lets time pass until it has ended; slowly, for files take real time, and the next checks are due in five minutes. */
  async end(run: Promise<number>): Promise<number> {
    const ended = new AbortController();
    const code = run.finally(() => ended.abort());
    while (!ended.signal.aborted) await this.clock.advance(100);
    return code;
  }
}

const device = (name: string, spec: object): string =>
  `${JSON.stringify({ kind: "Device", metadata: { name }, spec: { desired: "running", ...spec } })}\n`;

test("it ends with 0 when all is ready, and run again it does nothing again", async () => {
  const run = new Run();
  const imports = [
    run.file("fleet.yaml", `nodes:\n- name: n1\n  xname: x0c0s0b0n0\n- name: n2\n  xname: x0c0s0b0n1\n`),
  ];
  expect(await run.end(run.start({ imports }))).toBe(0);
  expect(run.lines[1]).toBe("Imported fleet.yaml: 3 new, 0 changed, 0 the same, 0 wrong");
  expect(run.lines.at(-1)).toMatch(/^All 3 resources are ready; \d+ reconciles in [\d.]+ s$/);

  expect(await run.end(run.start({ imports }))).toBe(0);
  expect(run.lines[1]).toBe("Imported fleet.yaml: 0 new, 0 changed, 2 the same, 0 wrong");
  expect(run.lines.at(-1)).toMatch(/^All 3 resources are ready; 0 reconciles in/);
});

test("it ends with 1 when something is not ready, and names it with the reason", async () => {
  const run = new Run();
  const imports = [
    run.file("d.json", `[${device("dead", { simulator: { diesAfterOperations: 0 } })},${device("fine", {})}]`),
  ];
  expect(await run.end(run.start({ imports }))).toBe(1);
  expect(run.lines.at(-1)).toMatch(
    /^1 of 2 resources not ready; .*\. Device dead cannot be seen: it is dead and will not answer \(attempt \d+\)/,
  );
});

test("it ends with 1 when a file had something wrong in it, and says what", async () => {
  const run = new Run();
  const imports = [run.file("d.json", `[${device("fine", {})},\n${device("odd", { desired: "sideways" })}]`)];
  expect(await run.end(run.start({ imports }))).toBe(1);
  expect(run.lines).toContain('  d.json:3: odd: spec.desired: must be "running" or "stopped"');
  expect(run.lines.at(-1)).toMatch(/^The one resource is ready/);
});

test("it ends with 1 and says why when the data directory is in use", async () => {
  const run = new Run();
  const engine = await openEngine({ dataDir: run.dataDir, logger: silent });
  expect(await run.start()).toBe(1);
  expect(run.lines).toEqual([expect.stringMatching(/^Error: .*in use/)]);
  await engine.stop();
});

test("without anything to wait for it runs until it is told to end, and ends in good order", async () => {
  const run = new Run();
  const running = run.start({ untilIdle: false });
  await run.clock.advance(60_000);
  expect(run.lines).toContain("Reconciling. Press Ctrl+C to stop");
  run.aborter.abort(new Error("Ctrl+C"));
  expect(await run.end(running)).toBe(0);
});

test("told to end before it is idle, it ends with 130", async () => {
  const run = new Run();
  const running = run.start({ imports: [run.file("d.json", device("slow", { simulator: { bootMs: 60_000 } }))] });
  await run.clock.advance(5_000);
  run.aborter.abort(new Error("Ctrl+C"));
  expect(await run.end(running)).toBe(130);
  expect(run.lines.at(-1)).toContain("resumed at the next start");
});

test("progress is told once a second at most, and only when it says something new", async () => {
  const run = new Run();
  const nodes = Array.from({ length: 20 }, (_, n) => `- name: n${n}\n  xname: x0c0s${n}b0n0\n`);
  expect(await run.end(run.start({ imports: [run.file("fleet.yaml", nodes.join(""))] }))).toBe(0);
  const progress = run.lines.filter((line) => line.includes("in processing"));
  expect(progress.length).toBeLessThan(12);
  expect(new Set(progress).size).toBe(progress.length);
  expect(progress.at(-1)).toMatch(/^2[01] of 21 ready/);
});
