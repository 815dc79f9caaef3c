/**
 * Runs the benchmarks: `npx tsx bench/run.ts [--json FILE] [--only NAME] [--list]`.
 *
 * Every file in this folder but this one exports `cases: BenchCase[]`; what they share is in `lib/`. A case is one line of
 * the table. It runs in a process of its own, bundled as the application is, and measures what it is about and its baseline
 * there in turns, so that neither another case nor a slow spell of the machine decides. `--only` takes a name or a part of
 * one. Exits with 1 if a benchmark failed, but not if a line is not what is wanted: machines differ, and a measurement is
 * no test.
 */
import { fork } from "node:child_process";
import { readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { BenchCase } from "./lib/bench-case.ts";
import { bundle } from "./lib/bundle.ts";
import { formatHeader, formatLine, toLine, type Line } from "./lib/report.ts";

const measurementSchema = z.object({
  value: z.number(),
  baseline: z.number(),
  want: z.object({ ratio: z.number(), atLeast: z.boolean() }).optional(),
});

/** With the name of the file that it is in. */
interface FoundCase {
  file: string;
  name: string;
}

async function findCases(): Promise<FoundCase[]> {
  const files = (await readdir(new URL(".", import.meta.url))).filter((file) => /^(?!run\b)[\w-]+\.ts$/.test(file));
  const found = await Promise.all(
    files.toSorted().map(async (file) => {
      const module: { cases: BenchCase[] } = await import(`./${file}`);
      return module.cases.map(({ name }) => ({ file: path.basename(file, ".ts"), name }));
    }),
  );
  return found.flat();
}

/** In a process of its own. */
function runApart(program: string, { file, name }: FoundCase): Promise<Line> {
  const child = fork(program, [file, name], { execArgv: [] });
  return new Promise((resolve) => {
    child.once("message", (message) => resolve(toLine(name, measurementSchema.parse(message))));
    child.once("exit", () => resolve(toLine(name, undefined)));
  });
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: "string" },
      only: { type: "string" },
      list: { type: "boolean", default: false },
    },
  });
  const cases = await findCases();
  const { only } = values;
  const exact = cases.filter(({ name }) => name === only);
  const chosen = exact.length > 0 ? exact : cases.filter(({ name }) => only === undefined || name.includes(only));
  if (chosen.length === 0) throw new Error(`No benchmark is called ${JSON.stringify(only)}. --list names them all.`);
  if (values.list) {
    for (const { name } of chosen) console.log(name);
    return;
  }
  const width = Math.max(...chosen.map(({ name }) => name.length));
  const program = await bundle();
  const lines: Line[] = [];
  console.log(formatHeader(width));
  for (const benchCase of chosen) {
    const line = await runApart(program, benchCase);
    lines.push(line);
    console.log(formatLine(line, width));
  }
  if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(lines, null, 2)}\n`);
  if (lines.some(({ value }) => Number.isNaN(value))) process.exitCode = 1;
}

await main();
