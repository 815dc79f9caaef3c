import path from "node:path";
import type { Clock, TimerHandle } from "../../app/clock.ts";
import { type Engine, openEngine } from "../../app/engine.ts";
import { EngineError, messageOf } from "../../app/errors.ts";
import { newFileLogger } from "../../app/file-logger/file-logger.ts";
import { durationText } from "../../app/reconcile/duration-text.ts";
import { findCondition } from "../../app/resource/condition.ts";
import { systemClock } from "../../app/system-clock.ts";
import type { Options } from "../cli-options.mjs";
import { currentUser } from "../current-user.ts";
import { defaultDataDir } from "../data-dir.ts";
import { readSource } from "../engine/import-handlers.ts";
import { ConsoleLogger } from "./console-logger.ts";
import { type IdleOutcome, waitForIdle } from "./wait-for-idle.ts";

export interface HeadlessOptions extends Pick<Options, "dataDir" | "imports" | "workers" | "untilIdle"> {
  /** Ends the run, in good order. */
  signal: AbortSignal;
  print: (line: string) => void;
  clock?: Clock;
}

const PROGRESS_EVERY_MS = 1_000;
const STOP_DEADLINE_MS = 10_000;
const MAX_PROBLEMS_PRINTED = 10;
const MAX_NOT_READY_NAMED = 5;
/** Beyond so many that are not ready, waiting for the rest of them is waiting for all. */
const MAX_LOOKED_AT = 10_000;

/**
 * The engine without a window: imports, reconciles and says what it does, until it is idle where that is asked for, or until
 * the signal ends it.
 * @returns the exit code: 0 when all went well, 1 when something is wrong or not Ready, 130 when it was ended before idle
 */
export async function runHeadless(options: HeadlessOptions): Promise<number> {
  const { print, workers, clock = systemClock } = options;
  const dataDir = options.dataDir ?? defaultDataDir();
  const file = newFileLogger({ file: path.join(dataDir, "logs", "engine.log") });
  const logger = new ConsoleLogger(file, print, clock);
  try {
    const engine = await openEngine({ dataDir, clock, logger, ...(workers !== undefined && { workers }) });
    print(`Opened ${dataDir}`);
    const run = new HeadlessRun(engine, options, clock);
    try {
      return await run.run();
    } finally {
      await engine.stop({ deadlineMs: STOP_DEADLINE_MS });
    }
  } catch (error) {
    if (!(error instanceof EngineError)) logger.error("The run ended with an unexpected error", { error });
    print(`Error: ${messageOf(error)}`);
    return 1;
  } finally {
    file.close();
  }
}

class HeadlessRun {
  readonly #engine: Engine;
  readonly #options: HeadlessOptions;
  readonly #clock: Clock;
  readonly #startedAt: number;
  #progress = "";
  #wrongImports = 0;

  constructor(engine: Engine, options: HeadlessOptions, clock: Clock) {
    this.#engine = engine;
    this.#options = options;
    this.#clock = clock;
    this.#startedAt = clock.now();
  }

  async run(): Promise<number> {
    const { imports, print, signal, untilIdle } = this.#options;
    for (const file of imports) await this.#import(file);
    await this.#engine.start();
    const stopProgress = this.#showProgress();
    try {
      if (!untilIdle) {
        print("Reconciling. Press Ctrl+C to stop");
        await aborted(signal);
        print("Stopping. What is not done is resumed at the next start");
        return 0;
      }
      const outcome = await waitForIdle(this.#workView(), this.#clock, signal);
      stopProgress();
      return this.#summarise(outcome);
    } catch (error) {
      if (!signal.aborted) throw error;
      print("Stopped before everything was done. What is not done is resumed at the next start");
      return 130;
    } finally {
      stopProgress();
    }
  }

  async #import(file: string): Promise<void> {
    const { print } = this.#options;
    const { imports } = this.#engine;
    const name = path.basename(file);
    const actor = currentUser();
    const preview = await imports.preview([await readSource(file)]);
    const { created, changed, unchanged, wrong, problems } = await imports.apply(preview, { skipWrong: true, actor });
    this.#wrongImports += wrong;
    print(
      `Imported ${name}: ${count(created)} new, ${count(changed)} changed, ${count(unchanged)} the same, ${count(wrong)} wrong`,
    );
    for (const problem of problems.slice(0, MAX_PROBLEMS_PRINTED)) {
      const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
      print(`  ${place}: ${problem.name === undefined ? "" : `${problem.name}: `}${problem.message}`);
    }
    if (wrong > MAX_PROBLEMS_PRINTED) print(`  ... and ${count(wrong - MAX_PROBLEMS_PRINTED)} more`);
  }

  /** A line a second at most, and only when it says something new. @returns what ends it. */
  #showProgress(): () => void {
    let timer: TimerHandle;
    const show = (): void => {
      const { total, ready } = this.#readiness();
      const counts = this.#engine.controller.counts();
      const parts = [
        `${count(ready)} of ${count(total)} ready`,
        `${count(counts.processing)} in processing`,
        `${count(counts.ready)} queued`,
        ...(counts.backoff > 0 ? [`${count(counts.backoff)} to be tried again`] : []),
        ...(counts.paused > 0 ? [`${count(counts.paused)} paused`] : []),
      ];
      const progress = parts.join(", ");
      if (progress !== this.#progress) this.#options.print(progress);
      this.#progress = progress;
      timer = this.#clock.setTimeout(show, PROGRESS_EVERY_MS);
    };
    show();
    return () => this.#clock.clearTimeout(timer);
  }

  #readiness(): { total: number; ready: number; unobserved: number } {
    const sum = { total: 0, ready: 0, unobserved: 0 };
    for (const { total, ready, unobserved } of this.#engine.queries.summary()) {
      sum.total += total;
      sum.ready += ready;
      sum.unobserved += unobserved;
    }
    return sum;
  }

  #workView() {
    const { controller, queries } = this.#engine;
    return {
      isBusy: () => {
        const { ready, processing } = controller.counts();
        return ready + processing > 0;
      },
      waiting: () => controller.snapshot(),
      notReady: () =>
        new Set(queries.notReady({ limit: MAX_LOOKED_AT }).map(({ kind, metadata }) => `${kind}/${metadata.uid}`)),
      ready: () => this.#readiness().ready,
      unobserved: () => this.#readiness().unobserved,
    };
  }

  #summarise(outcome: IdleOutcome): number {
    const { print } = this.#options;
    const { total, ready } = this.#readiness();
    const { reconciled } = this.#engine.controller.totals();
    const effort = `${count(reconciled)} reconciles in ${durationText(this.#clock.now() - this.#startedAt)}`;
    if (outcome === "paused") print("What is left is paused");
    if (outcome === "stuck") print("Nothing has become ready for a quarter of an hour");
    if (total === 0) print(`There are no resources; ${effort}`);
    else if (ready < total) {
      print(
        `${count(total - ready)} of ${count(total)} resources not ready; ${effort}. ${this.#firstNotReady(total - ready)}`,
      );
    } else if (total === 1) print(`The one resource is ready; ${effort}`);
    else print(`All ${count(total)} resources are ready; ${effort}`);
    return ready === total && outcome === "idle" && this.#wrongImports === 0 ? 0 : 1;
  }

  #firstNotReady(notReady: number): string {
    const named = this.#engine.queries.notReady({ limit: MAX_NOT_READY_NAMED }).map((resource) => {
      const subject = `${resource.kind} ${resource.metadata.name}`;
      const message = findCondition(resource, "Ready")?.message ?? `${subject} has not been looked at yet`;
      return message.includes(subject) ? message : `${subject}: ${message}`;
    });
    if (notReady > named.length) named.push("...");
    return named.join("; ");
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}

function count(number: number): string {
  return number.toLocaleString("en");
}
