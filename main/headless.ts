import { helpText, parseOptions } from "./cli-options.mjs";
import { runInTerminal } from "./headless/run-in-terminal.ts";
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
  return runInTerminal(parsed.options);
}
