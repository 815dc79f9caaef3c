import { randomUUID } from "node:crypto";
import type { Clock } from "../clock.ts";
import { EngineError } from "../errors.ts";
import type { ExportFormat } from "../fleet/export.ts";
import type { KindRegistry } from "../kinds/kind-registry.ts";
import { isRecord } from "../is-record.ts";
import { Listeners } from "../listeners.ts";
import { NewestOf } from "../newest-of.ts";
import { validateMetadata } from "../resource/validate-metadata.ts";
import type { Resource } from "../resource/resource.ts";
import type { BulkAction, BulkItem } from "./bulk-action.ts";
import { BulkJob } from "./bulk-job.ts";
import { type OperationParts, operationOf } from "./bulk-operation.ts";
import { BulkPreview } from "./bulk-preview.ts";
import { type BulkTarget, resourcesOf, type TargetParts } from "./bulk-target.ts";
import { deletionReach } from "./deletion-reach.ts";
import { exportedPieces } from "./export-items.ts";

/** A preview holds all that it would touch; so many are kept, for as many dialogs that are open. */
const MAX_PREVIEWS = 4;
/** So many jobs are kept once they have ended, with what came of each item, as long as they hold no more items than this. */
const MAX_ENDED = 20;
const MAX_ENDED_ITEMS = 300_000;

export interface BulkParts extends OperationParts, TargetParts {
  kinds: KindRegistry;
  clock: Clock;
}

/** Writes the pieces to a place that was chosen. @throws {EngineError} `Unavailable` when the file system refuses */
export type ExportSink = { file: string; write(pieces: AsyncIterable<string>): Promise<void> };

/** Actions on many: looked at first, done in the background, stopped, taken back. */
export class BulkRunner {
  readonly #parts: BulkParts;
  readonly #previews = new NewestOf<BulkPreview>(MAX_PREVIEWS);
  readonly #jobs = new Map<string, BulkJob>();
  readonly #running = new Map<string, Promise<void>>();
  readonly #listeners = new Listeners();
  readonly #onEnd: (job: BulkJob) => void;

  /** @param onEnd is called once for each job, when it has ended of itself or was stopped */
  constructor(parts: BulkParts, onEnd: (job: BulkJob) => void = () => {}) {
    this.#parts = parts;
    this.#onEnd = onEnd;
  }

  /**
   * What the action would do, and to which. Nothing is changed; `start` does it as it was seen here.
   * @throws {EngineError} `Invalid`, naming the field, for what no resource of the kind could take
   */
  async preview(target: BulkTarget, action: BulkAction): Promise<BulkPreview> {
    const operation = operationOf(action, this.#parts);
    const preview = new BulkPreview(randomUUID(), action);
    for await (const page of resourcesOf(target, this.#parts)) {
      for (const resource of page) {
        const { kind, metadata } = resource;
        const look = operation?.look(resource) ?? {};
        if ("skip" in look) {
          preview.skip(look.skip);
          continue;
        }
        if (preview.items.length === 0) this.#refuseImpossible(resource, action);
        const item: BulkItem = { kind, uid: metadata.uid, name: metadata.name };
        if (look.before !== undefined) item.before = look.before;
        preview.add(item, look.after);
      }
    }
    if (action.do === "delete" && action.propagation !== "orphan") {
      preview.reach = await deletionReach(preview.items, this.#parts.storage);
    }
    this.#previews.set(preview.id, preview);
    return preview;
  }

  /** @throws {EngineError} `NotFound` for a preview that is not kept any more */
  kept(previewId: string): BulkPreview {
    const preview = this.#previews.get(previewId);
    if (preview !== undefined) return preview;
    throw new EngineError("NotFound", "This preview is no longer kept. Look again at what it would do.");
  }

  /**
   * Begins to do what a preview showed.
   * @param count how many the person who confirmed it saw that it would touch
   * @throws {EngineError} `NotFound` for a preview that is not kept any more, `Conflict` for another count
   */
  start(previewId: string, count: number, { actor, sink }: { actor: string; sink?: ExportSink }): BulkJob {
    const { action, items } = this.kept(previewId);
    if (items.length !== count) {
      throw new EngineError("Conflict", `It would be done to ${items.length}, not to ${count}. Look again.`);
    }
    this.#previews.delete(previewId);
    const job = this.#newJob({ action, items, actor });
    const operation = operationOf(action, this.#parts);
    const origin = { actor, correlationId: job.id };
    if (operation !== undefined)
      this.#run(
        job,
        job.run((item) => operation.apply(item, origin)),
      );
    else if (action.do === "export") this.#run(job, this.#export(job, action.format, sink));
    return job;
  }

  /**
   * Takes a job back, as far as it was done and nobody has changed it since: a job too.
   * @throws {EngineError} `NotFound`, or `Invalid` for what cannot be taken back, or not yet
   */
  undo(id: string, actor: string): BulkJob {
    const job = this.job(id);
    const operation = operationOf(job.action, this.#parts);
    const undo = operation?.undo?.bind(operation);
    if (undo === undefined || !this.isUndoable(job)) {
      throw new EngineError("Invalid", "This cannot be taken back, not yet, or not once more.");
    }
    const back = this.#newJob({ action: job.action, items: job.doneItems(), actor, undoes: id });
    job.undoneBy = back.id;
    const origin = { actor, correlationId: back.id };
    this.#run(
      back,
      back.run((item) => undo(item, origin)),
    );
    return back;
  }

  isUndoable(job: BulkJob): boolean {
    if (job.endedAt === undefined || job.undoneBy !== undefined || job.undoes !== undefined) return false;
    return job.counts.done > 0 && operationOf(job.action, this.#parts)?.undo !== undefined;
  }

  /** Those that run and the last that ended, oldest first. */
  jobs(): BulkJob[] {
    return [...this.#jobs.values()];
  }

  /** @throws {EngineError} `NotFound` for one that is not kept any more */
  job(id: string): BulkJob {
    const job = this.#jobs.get(id);
    if (job === undefined) throw new EngineError("NotFound", "What came of this is no longer kept.");
    return job;
  }

  /** Forgets what came of a job that has ended. @throws {EngineError} `Invalid` while it runs */
  forget(id: string): void {
    if (this.job(id).endedAt === undefined) throw new EngineError("Invalid", "It still runs: stop it first.");
    this.#jobs.delete(id);
    this.#listeners.tell();
  }

  /** The listener is called on every change, often: it should do no more than note it. @returns ends that. */
  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener);
  }

  /** Stops all jobs; resolves when none is under way. */
  async close(): Promise<void> {
    for (const job of this.#jobs.values()) job.stop();
    await Promise.all(this.#running.values());
  }

  #newJob(options: { action: BulkAction; items: readonly BulkItem[]; actor: string; undoes?: string }): BulkJob {
    const { clock } = this.#parts;
    const job = new BulkJob({ ...options, id: randomUUID(), clock, onChange: () => this.#listeners.tell() });
    this.#jobs.set(job.id, job);
    this.#listeners.tell();
    return job;
  }

  #run(job: BulkJob, run: Promise<void>): void {
    this.#running.set(job.id, this.#untilEnd(job, run));
  }

  async #untilEnd(job: BulkJob, run: Promise<void>): Promise<void> {
    await run;
    this.#running.delete(job.id);
    this.#trim();
    this.#onEnd(job);
  }

  #export(job: BulkJob, format: ExportFormat, sink: ExportSink | undefined): Promise<void> {
    const { storage, kinds } = this.#parts;
    return job.finish(async () => {
      if (sink === undefined) throw new EngineError("Invalid", "An export needs a place to write to.");
      await sink.write(exportedPieces(job, { storage, kinds, format }));
      job.file = sink.file;
    });
  }

  #trim(): void {
    const ended = this.jobs().filter(({ endedAt }) => endedAt !== undefined);
    let items = 0;
    for (const [age, job] of ended.toReversed().entries()) {
      items += job.items.length;
      if (age >= MAX_ENDED || (age > 0 && items > MAX_ENDED_ITEMS)) this.#jobs.delete(job.id);
    }
    this.#listeners.tell();
  }

  /** What is wrong for one is wrong for all of its kind: better said before it is begun. */
  #refuseImpossible({ kind, spec }: Resource, action: BulkAction): void {
    if (action.do === "label") validateMetadata({ labels: { [action.key]: action.value } });
    if (action.do !== "set") return;
    const [fault] = this.#parts.kinds
      .faultsOf(kind, { ...(isRecord(spec) ? spec : {}), [action.field]: action.value })
      .filter(({ field }) => field.startsWith(`spec.${action.field}`) || field === "spec");
    if (fault !== undefined) {
      throw new EngineError("Invalid", `${fault.field}: ${fault.message}`, { field: fault.field });
    }
  }
}
