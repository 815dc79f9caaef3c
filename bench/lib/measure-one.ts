/** `measure-one.js FILE NAME`: runs one case of a file of `bench/`, and sends what it measured to the parent process. */
import type { BenchCase } from "./bench-case.ts";

// Each is loaded alone: what a process holds is part of what is measured.
const files: Record<string, () => Promise<{ cases: BenchCase[] }>> = {
  "event-bus": () => import("../event-bus.ts"),
  idle: () => import("../idle.ts"),
  loop: () => import("../loop.ts"),
  storage: () => import("../storage.ts"),
  "work-queue": () => import("../work-queue.ts"),
};

const [file = "", name] = process.argv.slice(2);
const module = await files[file]?.();
const benchCase = module?.cases.find((one) => one.name === name);
if (benchCase === undefined) throw new Error(`There is no benchmark ${JSON.stringify(name)} in bench/${file}.ts`);
process.send?.(await benchCase.run());
