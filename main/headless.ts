import { helpText, parseOptions } from "./cli-options.mjs";
import { runHeadless } from "./headless/run-headless.ts";
import packageJson from "../package.json" with { type: "json" };

process.exitCode = await main();

async function main(): Promise<number> {
  const parsed = parseOptions(process.argv.slice(2));
  if (!parsed.ok) {
    console.error(parsed.error);
    return 2;
  }
  if (parsed.options.help) {
    console.log(helpText);
    return 0;
  }
  if (parsed.options.version) {
    console.log(packageJson.version);
    return 0;
  }
  return runHeadless({ ...parsed.options, print, signal: untilInterrupted() });
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
