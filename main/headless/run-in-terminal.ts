import type { Options } from "../cli-options.mjs";
import { runHeadless } from "./run-headless.ts";

/** Runs the engine for whoever sits at the terminal. @returns the exit code, as `runHeadless` does */
export function runInTerminal(options: Options): Promise<number> {
  return runHeadless({ ...options, print, signal: untilInterrupted() });
}

function print(line: string): void {
  console.log(line);
}

/** Aborted by the first Ctrl+C or request to end; a second one ends the process at once. */
function untilInterrupted(): AbortSignal {
  const aborter = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      aborter.abort(new Error(`Ended by ${signal}`));
      process.once(signal, () => process.exit(130));
    });
  }
  return aborter.signal;
}
