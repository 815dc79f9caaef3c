/**
 * Measures the window on the real Electron: `npm run bench:ui [-- --json FILE] [--only NAME] [--list] [--long]`.
 *
 * A scenario runs the application once or a few times and yields some lines. `--only` takes a part of a scenario's name.
 * `--long` watches the memory for an hour instead of two minutes. Exits with 1 if a line is not what is wanted.
 */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { hasDisplay, startVirtualDisplay } from "../../scripts/display.mjs";
import { applicationBuild } from "../../scripts/setup/application-build.mjs";
import { runSteps } from "../../scripts/setup/steps.mjs";
import { makeBenchApplication, makeEmptyApplication } from "./bench-application.ts";
import { writeObservedFleet, writeWaitingFleet } from "./fleet.ts";
import { FLEET_SIZE } from "./load.ts";
import type { Stage } from "./scenario.ts";
import { changes } from "./scenarios/changes.ts";
import { coldStart } from "./scenarios/cold-start.ts";
import { idle } from "./scenarios/idle.ts";
import { memory } from "./scenarios/memory.ts";
import { scrolling } from "./scenarios/scrolling.ts";
import { table } from "./scenarios/table.ts";
import { formatUiHeader, formatUiLine, type UiLine } from "./ui-line.ts";

const scenarios = [coldStart, table, scrolling, changes, memory, idle];
const WAITING_DEVICES = 10_000;

function stageIn(folder: string, loadMinutes: number): Stage {
  const at = (name: string): string => path.join(folder, name);
  return {
    application: once(() => makeBenchApplication(at("application"))),
    emptyApplication: once(() => makeEmptyApplication(at("empty"))),
    largeFleet: once(() => writeObservedFleet(at("large"), FLEET_SIZE).then(() => at("large"))),
    waitingFleet: once(() => writeWaitingFleet(at("waiting"), WAITING_DEVICES).then(() => at("waiting"))),
    newDataDir: () => mkdtemp(at("data-")),
    loadMinutes,
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: "string" },
      only: { type: "string", default: "" },
      list: { type: "boolean", default: false },
      long: { type: "boolean", default: false },
    },
  });
  const chosen = scenarios.filter(({ name }) => name.includes(values.only));
  if (chosen.length === 0) throw new Error(`No scenario is called ${values.only}. --list names them all.`);
  if (values.list) {
    for (const { name } of chosen) console.log(name);
    return;
  }
  await runSteps([applicationBuild]);
  const display = hasDisplay() ? undefined : await startVirtualDisplay();
  if (display) process.env["DISPLAY"] = display.display;
  const folder = await mkdtemp(path.join(tmpdir(), "fabrica-bench-ui-"));
  const lines: UiLine[] = [];
  try {
    const stage = stageIn(folder, values.long ? 60 : 2);
    console.log(formatUiHeader());
    for (const scenario of chosen) {
      for (const line of await scenario.run(stage)) {
        lines.push(line);
        console.log(formatUiLine(line));
      }
    }
  } finally {
    display?.stop();
    await rm(folder, { recursive: true, force: true });
  }
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(lines, null, 2)}\n`);
  if (lines.some(({ ok }) => !ok)) process.exitCode = 1;
}

await main();
