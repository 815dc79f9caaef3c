import path from "node:path";
import { z } from "zod";
import type { TimerHandle } from "../../app/clock.ts";
import type { BulkJob, BulkResult } from "../../app/bulk/bulk-job.ts";
import { BulkRunner } from "../../app/bulk/bulk-runner.ts";
import type { Engine } from "../../app/engine.ts";
import { EngineError } from "../../app/errors.ts";
import { Listeners } from "../../app/listeners.ts";
import type { Logger } from "../../app/logger.ts";
import { bulkJob, type BulkJob as ShownJob, type BulkResult as ShownResult } from "../../shared/bulk.ts";
import type { Host } from "./host.ts";
import { JsonFile } from "../files/json-file.ts";

/** While jobs run, how far they are is written down this often, ms: for whoever asks after a crash. */
const NOTE_MS = 1_000;

const kept = z.object({ running: z.array(bulkJob).default([]) });
type Kept = z.output<typeof kept>;

/**
 * The actions on many of this engine, and those that an earlier one left unfinished: an action does not go on by itself after
 * a restart, but it is said how far it came.
 */
export class BulkJobs {
  readonly runner: BulkRunner;
  readonly #engine: Engine;
  readonly #file: JsonFile<Kept>;
  readonly #logger: Logger;
  readonly #interrupted = new Map<string, ShownJob>();
  readonly #listeners = new Listeners();
  #noted = "";
  #timer: TimerHandle;
  #isTimed = false;
  #isClosed = false;

  constructor(engine: Engine, logger: Logger, tell: Host["tell"]) {
    const { client, controller, storage, queries, kinds, clock } = engine;
    this.#engine = engine;
    this.#logger = logger;
    this.#file = new JsonFile<Kept>(path.join(engine.dataDir, "bulk.json"), kept, logger);
    this.runner = new BulkRunner({ client, controller, storage, queries, kinds, clock }, (job) => {
      // What is cut short by the end of the engine is told as interrupted at the next start.
      if (!this.#isClosed) tell({ type: "bulk", job: this.#show(job) });
    });
    this.runner.onChange(() => this.#changed());
    void this.#readInterrupted();
  }

  /** Oldest first. */
  shown(): ShownJob[] {
    return [...this.#interrupted.values(), ...this.runner.jobs().map((job) => this.#show(job))];
  }

  forget(id: string): void {
    if (!this.#interrupted.delete(id)) this.runner.forget(id);
    this.#changed();
    this.#note();
  }

  /** @throws {EngineError} `NotFound` also for one that was interrupted: what each came to went with it */
  job(id: string): BulkJob {
    if (!this.#interrupted.has(id)) return this.runner.job(id);
    throw new EngineError("NotFound", "The engine ended while this ran; what each came to is not known any more.");
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Begins nothing more. What runs is interrupted, and said to be at the next start. */
  close(): void {
    this.#isClosed = true;
    this.#engine.clock.clearTimeout(this.#timer);
    void this.runner.close();
  }

  #show(job: BulkJob): ShownJob {
    const { id, action, actor, items, state, counts, startedAt, endedAt, problem, file } = job;
    const [first] = items;
    const isOfOneKind = first !== undefined && items.at(-1)?.kind === first.kind;
    return {
      id,
      action,
      actor,
      state,
      total: items.length,
      ...counts,
      startedAt,
      isUndo: job.undoes !== undefined,
      isUndone: job.undoneBy !== undefined,
      undoable: this.runner.isUndoable(job),
      failures: job.firstFailures().map(shownResult),
      ...(isOfOneKind && { kind: first.kind }),
      ...(endedAt !== undefined && { endedAt }),
      ...(problem !== undefined && { problem }),
      ...(file !== undefined && { file }),
    };
  }

  #changed(): void {
    this.#listeners.tell();
    if (this.#isTimed || this.#isClosed) return;
    this.#isTimed = true;
    this.#timer = this.#engine.clock.setTimeout(() => {
      this.#isTimed = false;
      this.#note();
    }, NOTE_MS);
  }

  #note(): void {
    if (this.#isClosed) return;
    const running = this.shown().filter(({ endedAt }) => endedAt === undefined);
    const text = JSON.stringify(running);
    if (text === this.#noted || (this.#noted === "" && running.length === 0)) return;
    this.#noted = text;
    this.#file.write({ running }).catch((error: unknown) => {
      this.#logger.warn("How far bulk actions are could not be written down", { error });
    });
  }

  async #readInterrupted(): Promise<void> {
    const { running } = await this.#file.read();
    if (running.length === 0) return;
    for (const job of running) {
      this.#interrupted.set(job.id, { ...job, state: "interrupted", undoable: false });
    }
    this.#noted = "interrupted";
    this.#changed();
  }
}

/** A result without what the undo needs of it. */
export function shownResult({ kind, uid, name, outcome, message }: BulkResult): ShownResult {
  return { kind, uid, name, outcome, ...(message !== undefined && { message }) };
}
