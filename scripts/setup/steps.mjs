import { inspect, stripVTControlCharacters } from "node:util";

/**
 * A set-up step leaves what it can as it is. It resolves with what it found or did, in a few words.
 *
 * @typedef {object} Step
 * @property {string} name
 * @property {(report: Report) => Promise<string>} run
 *
 * @callback Report says what is going on while a step takes its time
 * @param {string} text
 * @returns {void}
 */

/** A failure of which the user is told what failed and how to mend it, without a stack. */
export class SetupError extends Error {
  /**
   * @param {string} what what failed and why
   * @param {string} remedy what to do
   */
  constructor(what, remedy) {
    super(what);
    this.remedy = remedy;
  }
}

/**
 * Runs steps one after another, each with a line that says what it did and how long it took. The lines go to standard
 * error, since standard output belongs to the application that is started afterwards.
 *
 * @param {readonly Step[]} steps
 * @param {NodeJS.WritableStream & { isTTY?: boolean }} [out]
 * @throws {SetupError} of the first step that fails; the rest is not tried
 */
export async function runSteps(steps, out = process.stderr) {
  const width = Math.max(...steps.map((step) => step.name.length));
  // A terminal shows progress in place; a log keeps one line a message.
  const [before, after] = out.isTTY ? ["\r\u001B[K", ""] : ["", "\n"];
  for (const step of steps) {
    const startedAt = performance.now();
    const label = step.name.padEnd(width);
    try {
      const outcome = await step.run((text) => out.write(`${before}  ${label}  ${text} ...${after}`));
      out.write(`${before}✓ ${label}  ${outcome} (${formatDuration(performance.now() - startedAt)})\n`);
    } catch (error) {
      out.write(`${before}✗ ${label}  failed (${formatDuration(performance.now() - startedAt)})\n`);
      throw error instanceof SetupError ? error : unexpected(step, error);
    }
  }
}

/**
 * Tells the user about a failure on standard error.
 *
 * @param {unknown} error
 * @returns {number} the exit code
 */
export function explain(error) {
  const text = error instanceof SetupError ? `\n${error.message}\n\n${error.remedy}` : inspect(error);
  console.error(process.stderr.isTTY ? text : stripVTControlCharacters(text));
  return 1;
}

/** @param {number} ms */
export function formatDuration(ms) {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** @param {Step} step @param {unknown} error */
function unexpected(step, error) {
  const what = error instanceof Error ? error.message : String(error);
  return new SetupError(what, `Mend what it names and run the same command again; ${step.name} starts over.`);
}
