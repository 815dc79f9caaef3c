import "./check-node.mjs";
import { readFileSync } from "node:fs";
import path from "node:path";
import { formatOptions, helpText, parseOptions } from "../main/cli-options.mjs";
import { hasDisplay, startVirtualDisplay } from "./display.mjs";
import { runInForeground } from "./foreground.mjs";
import { requireElectron } from "./setup/electron-runtime.mjs";
import { projectRoot } from "./setup/paths.mjs";
import { electronSwitches } from "./setup/sandbox.mjs";
import { explain } from "./setup/steps.mjs";
import { setUp } from "./setup/set-up.mjs";

// npm runs its scripts in the project's folder and keeps the user's in INIT_CWD.
const parsed = parseOptions(process.argv.slice(2), process.env["INIT_CWD"] ?? process.cwd());
if (!parsed.ok) {
  console.error(parsed.error);
  process.exitCode = 2;
} else if (parsed.options.help) {
  console.log(helpText);
} else if (parsed.options.version) {
  console.log(JSON.parse(readFileSync(path.join(projectRoot, "package.json"), "utf8")).version);
} else {
  try {
    await setUp(parsed.options);
    process.exitCode = await (parsed.options.window ? startWindow : startEngine)(formatOptions(parsed.options));
  } catch (error) {
    process.exitCode = explain(error);
  }
}

/** @param {string[]} args */
async function startEngine(args) {
  return runInForeground(process.execPath, [path.join(projectRoot, "dist/main/headless.js"), ...args], process.env);
}

/** @param {string[]} args */
async function startWindow(args) {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  const { executable } = requireElectron();
  const electronArgs = [...electronSwitches(), projectRoot, ...args];
  if (hasDisplay()) return runInForeground(executable, electronArgs, env);
  const virtual = await startVirtualDisplay();
  console.error(`There is no display, so the window is on one in memory (Xvfb ${virtual.display}).`);
  try {
    return await runInForeground(executable, electronArgs, { ...env, DISPLAY: virtual.display });
  } finally {
    virtual.stop();
  }
}
