import type { Clock } from "../clock.ts";
import { hasCode, messageOf } from "../errors.ts";
import { isKnown, valueOf } from "../known-promise.ts";
import type { Logger } from "../logger.ts";
import type { Resource } from "../resource/resource.ts";
import type { Storage, Transaction } from "../storage/storage.ts";
import type { Backlog } from "./backlog.ts";
import { Conclusions } from "./conclusions.ts";
import { type Ending, GONE, NOTHING_MORE } from "./outcome.ts";
import type { ReconcileRun } from "./reconcile-run.ts";
import type { ReconcileOutcome, ReconcileRecord } from "./record.ts";
import { settledStatus, type SettledStatus, withEngineConditions } from "./settled-status.ts";
import type { StallDetector } from "./stall-detector.ts";
import { isUneventful } from "./uneventful-record.ts";
import type { WorkStore } from "./work-store.ts";
import type { PendingWrite, Writer } from "./writer.ts";

export interface SettlementParts {
  writer: Writer;
  backlog: Backlog;
  store: WorkStore;
  stalls: StallDetector;
  clock: Clock;
  logger: Logger;
}

/** What a reconcile that has ended came to: everything that is to be committed, together. */
interface Settled {
  run: ReconcileRun;
  ending: Ending;
  outcome: ReconcileOutcome;
  /** Absent when nothing is to be said of the resource. */
  status: SettledStatus | undefined;
  endedAt: number;
}

/**
 * Ends reconciles: the status and conditions, their events, the record and the work that follows are committed in one
 * transaction, and the key is given back when that is durable.
 */
export class Settlement {
  readonly #storage: Storage;
  readonly #writer: Writer;
  readonly #backlog: Backlog;
  readonly #store: WorkStore;
  readonly #stalls: StallDetector;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #conclusions: Conclusions;

  constructor({ writer, backlog, store, stalls, clock, logger }: SettlementParts) {
    this.#storage = writer.storage;
    this.#writer = writer;
    this.#backlog = backlog;
    this.#store = store;
    this.#stalls = stalls;
    this.#clock = clock;
    this.#logger = logger;
    this.#conclusions = new Conclusions(backlog, logger);
  }

  /**
   * Never rejects: a reconcile whose end could not be committed is tried again.
   * @returns what resolves when all is done; undefined if it is.
   */
  settle(run: ReconcileRun, ended: Ending): Promise<void> | undefined {
    if (run.abandoned) return undefined;
    const settled = this.#conclude(run, run.isGone ? endingOfGone(ended) : ended);
    let write: PendingWrite | undefined;
    try {
      const commit = this.#commit(settled);
      if (commit !== undefined && !isKnown(commit)) return this.#settleOnceCommitted(settled, commit);
      write = commit && valueOf(commit);
    } catch (error) {
      this.#notCommitted(run, error);
    }
    return this.#giveBack(settled, write);
  }

  async #settleOnceCommitted(settled: Settled, commit: Promise<PendingWrite | undefined>): Promise<void> {
    let write: PendingWrite | undefined;
    try {
      write = await commit;
    } catch (error) {
      this.#notCommitted(settled.run, error);
    }
    await this.#giveBack(settled, write);
  }

  #giveBack({ run, ending }: Settled, write: PendingWrite | undefined): Promise<void> | undefined {
    this.#backlog.done(run.entry);
    // What was deleted and created anew meanwhile has work of its own.
    if (run.isGone ? run.entry.isIdle : ending.type === "gone") this.#backlog.drop(run.entry);
    return write?.commit();
  }

  /**
   * What comes next is queued before it is committed, so that the transaction, and whatever else is asked for meanwhile,
   * see it as it will be. It cannot begin before the key is given back.
   */
  #conclude(run: ReconcileRun, ending: Ending): Settled {
    const endedAt = this.#clock.now();
    run.ended = true;
    if ((ending.type !== "done" && ending.type !== "failed") || run.generation === undefined || run.isGone) {
      const outcome = this.#conclusions.draw(run, ending, undefined, endedAt);
      return { run, ending, outcome, status: undefined, endedAt };
    }
    const stall = this.#stalls.judge(run, ending, endedAt);
    const outcome = this.#conclusions.draw(run, ending, stall, endedAt);
    const status = { generation: run.generation, conditions: run.conditionsSet(), ending, stall };
    return { run, ending, outcome, status, endedAt };
  }

  /** @returns what is to be told once it is committed. */
  #commit(settled: Settled): Promise<PendingWrite | undefined> | undefined {
    const isDurable = this.#store.isDurable;
    if (settled.status === undefined && !isDurable) return undefined;
    if (this.#storage.transact === undefined) return this.#commitStatusAlone(settled);
    return this.#storage.transact((tx) => {
      const write = this.#writeStatus(tx, settled);
      if (isDurable) this.#keep(tx, settled, write !== undefined);
      return write;
    });
  }

  #keep(tx: Transaction, settled: Settled, changedStatus: boolean): void {
    const record = this.#record(settled);
    const { entry } = settled.run;
    if (!changedStatus && isUneventful(record) && record.nextAt !== undefined) {
      this.#store.putSoon(entry, record);
      return;
    }
    // What was aborted is still to be done: it stays as it was kept.
    if (settled.ending.type !== "aborted") this.#store.put(tx, entry);
    tx.appendRecord(record);
  }

  #writeStatus(tx: Transaction, { run, status, endedAt }: Settled): PendingWrite | undefined {
    const { resourceKind, resourceUid } = run.entry;
    const stored = status && tx.peek(resourceKind, resourceUid);
    if (stored === undefined || status === undefined || isNamesake(stored, run, tx)) return undefined;
    const known = withEngineConditions(stored, run.conditionsBefore);
    const next = settledStatus(known, status, endedAt, known !== stored);
    if (next === undefined) return undefined;
    return this.#written(run, tx.putStatus(resourceKind, resourceUid, next), known, tx);
  }

  /** For a storage without transactions, whose status is written by nobody else meanwhile. */
  async #commitStatusAlone({ run, status, endedAt }: Settled): Promise<PendingWrite | undefined> {
    const { resourceKind, resourceUid } = run.entry;
    const stored = status && (await this.#storage.load(resourceKind, resourceUid));
    if (stored === undefined || status === undefined || isNamesake(stored, run)) return undefined;
    const known = withEngineConditions(stored, run.conditionsBefore);
    const next = settledStatus(known, status, endedAt, known !== stored);
    if (next === undefined) return undefined;
    try {
      return this.#written(run, await this.#storage.updateStatus({ ...stored, status: next }), known);
    } catch (error) {
      if (hasCode(error, "NotFound")) return undefined;
      throw error;
    }
  }

  #written(run: ReconcileRun, resource: Resource, previous: Resource, tx?: Transaction): PendingWrite {
    const write = this.#writer.begin("updated", run.origin);
    write.record(tx, { sequence: Number(resource.metadata.resourceVersion), type: "status", resource, previous });
    return write;
  }

  #record({ run, ending, outcome, endedAt }: Settled): ReconcileRecord {
    const { entry, startedAt, attempt, causes: reasons, actions, generation } = run;
    const nextAt = this.#backlog.queue.dueAt(entry);
    return {
      resourceKind: entry.resourceKind,
      resourceUid: entry.resourceUid,
      startedAt,
      durationMs: endedAt - startedAt,
      attempt,
      reasons,
      outcome,
      actions,
      ...(generation !== undefined && { generation }),
      ...(ending.type === "failed" && { error: ending.error.message }),
      ...(nextAt !== undefined && { nextAt }),
    };
  }

  #notCommitted(run: ReconcileRun, error: unknown): void {
    const { resourceKind: kind, resourceUid: uid, registration } = run.entry;
    const message = messageOf(error);
    registration.counters.results.error++;
    // The conclusions that were drawn hold no more: it counts as one more failure.
    this.#backlog.resumeBackoff(run.entry, run.attempt + 1, run.attempt);
    run.entry.lastError = message;
    this.#conclusions.tryAgain(run, `what it came to could not be written: ${message}`);
    this.#logger.error(`Could not write what reconciling ${run.name} came to, so it is done again: ${message}`, {
      error,
      kind,
      uid,
    });
  }
}

/** Of a resource that was deleted meanwhile nothing is to be done any more, whatever a reconciler asked for. */
function endingOfGone(ending: Ending): Ending {
  return ending.type === "done" ? NOTHING_MORE : GONE;
}

/** Whether it is another resource, which was created when the one of the same uid was gone. */
function isNamesake({ kind, metadata }: Resource, run: ReconcileRun, tx?: Transaction): boolean {
  if (metadata.resourceVersion === run.version) return false;
  const position = tx?.position?.(kind, metadata.uid);
  // What was loaded was there by its version. Storages that know no position leave the time, of which two can have the same.
  return position === undefined ? metadata.createdAt !== run.createdAt : position > Number(run.version);
}
