import { setImmediate } from "node:timers/promises";
import type { Clock } from "../clock.ts";
import { messageOf } from "../errors.ts";
import type { BulkAction, BulkItem, Settled } from "./bulk-action.ts";

/** So many are under way at once: enough to share a commit, few enough that everybody else has a turn within a few ms. */
const BATCH = 32;

/** So many of those that failed are at hand without a search. */
const FIRST_FAILURES = 3;

const OUTCOMES = ["waiting", "done", "skipped", "failed"] as const;
export type BulkOutcome = (typeof OUTCOMES)[number];

/** `stopped`: by a person, or because the engine ended. `failed`: it could not go on, `problem` says why. */
export type BulkState = "running" | "stopping" | "done" | "stopped" | "failed";

export interface BulkResult extends BulkItem {
  outcome: BulkOutcome;
  message?: string;
}

export interface BulkJobOptions {
  id: string;
  action: BulkAction;
  items: readonly BulkItem[];
  actor: string;
  /** The job that this one takes back. */
  undoes?: string;
  clock: Clock;
  onChange: () => void;
}

/** An action that is being done to many, or was, and what came of each. */
export class BulkJob {
  readonly id: string;
  readonly action: BulkAction;
  readonly items: readonly BulkItem[];
  readonly actor: string;
  readonly undoes: string | undefined;
  /** ms since the epoch. */
  readonly startedAt: number;
  endedAt: number | undefined;
  /** What it made, for an export. */
  file: string | undefined;
  problem: string | undefined;
  /** The id of the job that took it back. */
  undoneBy: string | undefined;
  readonly counts = { done: 0, skipped: 0, failed: 0 };
  state: BulkState = "running";
  readonly #clock: Clock;
  readonly #onChange: () => void;
  /** Indexes into `OUTCOMES`. */
  readonly #outcomes: Uint8Array;
  readonly #messages = new Map<number, string>();
  readonly #firstFailures: number[] = [];

  constructor({ id, action, items, actor, undoes, clock, onChange }: BulkJobOptions) {
    this.id = id;
    this.action = action;
    this.items = items;
    this.actor = actor;
    this.undoes = undoes;
    this.startedAt = clock.now();
    this.#clock = clock;
    this.#onChange = onChange;
    this.#outcomes = new Uint8Array(items.length);
  }

  /** What is under way is finished; nothing more is begun. */
  stop(): void {
    if (this.state !== "running") return;
    this.state = "stopping";
    this.#onChange();
  }

  /**
   * Does it to one after the other, some at once, until all are done or it is stopped. One that fails does not keep the
   * others from it.
   */
  async run(apply: (item: BulkItem) => Promise<Settled>): Promise<void> {
    await this.finish(async () => {
      for await (const _ of this.batches(apply));
    });
  }

  /** The same with a value from each, a batch at a time, for whoever puts them together. To be run within `finish`. */
  async *batches<S extends Settled>(apply: (item: BulkItem) => Promise<S>): AsyncGenerator<S[]> {
    for (let first = 0; first < this.items.length && this.state === "running"; first += BATCH) {
      const batch = this.items.slice(first, first + BATCH);
      const settled = await Promise.allSettled(batch.map(apply));
      const values: S[] = [];
      for (const [offset, result] of settled.entries()) {
        if (result.status === "fulfilled") {
          values.push(result.value);
          this.#settle(first + offset, result.value);
        } else {
          this.#settle(first + offset, { outcome: "failed", message: messageOf(result.reason) });
        }
      }
      this.#onChange();
      yield values;
      // Commits take no turn of the event loop, and timers and messages need one.
      await setImmediate();
    }
  }

  /** Runs the whole of it, and notes how it ended. Never rejects. */
  async finish(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.state = this.state === "stopping" ? "stopped" : "done";
    } catch (error) {
      this.state = "failed";
      this.problem = messageOf(error);
    }
    this.endedAt = this.#clock.now();
    this.#onChange();
  }

  /** What came of each, in order; `only` those with one outcome. */
  results({ offset, limit, only }: { offset: number; limit: number; only?: BulkOutcome | undefined }): {
    results: BulkResult[];
    total: number;
  } {
    if (only === undefined) {
      const page = this.items.slice(offset, offset + limit).map((item, index) => this.#result(item, offset + index));
      return { results: page, total: this.items.length };
    }
    const wanted = OUTCOMES.indexOf(only);
    const results: BulkResult[] = [];
    let total = 0;
    for (const [index, item] of this.items.entries()) {
      if (this.#outcomes[index] !== wanted) continue;
      if (total >= offset && results.length < limit) results.push(this.#result(item, index));
      total++;
    }
    return { results, total };
  }

  firstFailures(): BulkResult[] {
    return this.#firstFailures.flatMap((index) => this.results({ offset: index, limit: 1 }).results);
  }

  /** The items that it was done to. */
  doneItems(): BulkItem[] {
    return this.items.filter((_, index) => this.#outcomes[index] === OUTCOMES.indexOf("done"));
  }

  #result(item: BulkItem, index: number): BulkResult {
    const message = this.#messages.get(index);
    const outcome = OUTCOMES[this.#outcomes[index] ?? 0] ?? "waiting";
    return { ...item, outcome, ...(message !== undefined && { message }) };
  }

  #settle(index: number, { outcome, message }: Settled): void {
    this.#outcomes[index] = OUTCOMES.indexOf(outcome);
    this.counts[outcome]++;
    if (message !== undefined) this.#messages.set(index, message);
    if (outcome === "failed" && this.#firstFailures.length < FIRST_FAILURES) this.#firstFailures.push(index);
  }
}
