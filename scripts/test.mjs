// npm test: sets up, checks and tests everything, and ends with one line of totals. With --installers it also makes
// and proves the packages, which takes minutes.
import "./check-node.mjs";
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { runInForeground } from "./foreground.mjs";
import { npmCommand, run } from "./setup/command.mjs";
import { projectRoot } from "./setup/paths.mjs";
import { setUp } from "./setup/set-up.mjs";
import { explain, formatDuration, SetupError } from "./setup/steps.mjs";

/**
 * @typedef {{ passed: number, failed: number }} Totals
 *
 * @typedef {object} Report what is counted of what the reporters write
 * @property {number} [numPassedTests] Vitest's
 * @property {number} [numFailedTests] Vitest's
 * @property {{ expected?: number, flaky?: number, unexpected?: number }} [stats] Playwright's
 */

const reports = path.join(projectRoot, "test-results/reports");
const vitestReport = path.join(reports, "vitest.json");
const playwrightReport = path.join(reports, "playwright.json");
const [npm, ...npmArgs] = npmCommand();

/** @type {[string, () => Promise<Totals>][]} */
const steps = [
  ["Lint", () => check("lint")],
  ["Format", () => check("format:check")],
  ["Types", () => check("typecheck")],
  ["Unused code", () => check("unused")],
  ["Unit tests", unitTests],
  ["Example", () => check("example")],
  ["End-to-end tests", () => playwright("test:e2e")],
];
if (process.argv.includes("--installers")) {
  steps.push(
    ["Packages", () => check("package", "--quick")],
    ["Installed package", () => playwright("test:installers")],
  );
}

const totals = { passed: 0, failed: 0 };
const interrupted = new AbortController();
for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => interrupted.abort());
try {
  await setUp({ window: true });
  await rm(reports, { recursive: true, force: true });
  await mkdir(reports, { recursive: true });
  for (const [name, step] of steps) {
    if (interrupted.signal.aborted) throw new SetupError(`Interrupted before: ${name}`, "Nothing after it was tested.");
    add(await timed(name, step));
  }
} catch (error) {
  explain(error);
  add({ passed: 0, failed: 1 });
}
console.log(`${totals.passed} passed, ${totals.failed} failed`);
process.exitCode = totals.failed === 0 ? 0 : 1;

/** @param {Totals} more */
function add(more) {
  totals.passed += more.passed;
  totals.failed += more.failed;
}

/** @param {string} name @param {() => Promise<Totals>} step */
async function timed(name, step) {
  const startedAt = performance.now();
  const result = await step();
  const mark = result.failed === 0 ? "✓" : "✗";
  console.log(`${mark} ${name} (${formatDuration(performance.now() - startedAt)})`);
  return result;
}

/**
 * A check has no tests to count: it adds to the totals only when it fails.
 *
 * @param {string} script
 * @param {string[]} args
 * @returns {Promise<Totals>}
 */
async function check(script, ...args) {
  try {
    await run(npm, [...npmArgs, "run", "--silent", script, "--", ...args], { cwd: projectRoot });
    return { passed: 0, failed: 0 };
  } catch (error) {
    console.log(error instanceof Error ? error.message : error);
    return { passed: 0, failed: 1 };
  }
}

async function unitTests() {
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`];
  const code = await runScript("test:unit", reporters, process.env);
  const report = await readReport(vitestReport);
  return atLeastOneFailureUnless(code, { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 });
}

/** @param {string} script @returns {Promise<Totals>} */
async function playwright(script) {
  await rm(playwrightReport, { force: true });
  const env = { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport };
  const code = await runScript(script, ["--reporter=list,json"], env);
  const stats = (await readReport(playwrightReport))?.stats;
  const passed = (stats?.expected ?? 0) + (stats?.flaky ?? 0);
  return atLeastOneFailureUnless(code, { passed, failed: stats?.unexpected ?? 0 });
}

/** @param {string} script @param {string[]} args @param {NodeJS.ProcessEnv} env */
async function runScript(script, args, env) {
  return runInForeground(npm, [...npmArgs, "run", "--silent", script, "--", ...args], env, { signalsFor: "group" });
}

/** @param {string} file @returns {Promise<Report | undefined>} undefined when the run wrote none */
async function readReport(file) {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : JSON.parse(text);
}

/**
 * A run can fail without a failed test: a file that doesn't load, a crash, no tests at all.
 *
 * @param {number} exitCode
 * @param {Totals} counted
 */
function atLeastOneFailureUnless(exitCode, counted) {
  return exitCode === 0 ? counted : { ...counted, failed: Math.max(counted.failed, 1) };
}
