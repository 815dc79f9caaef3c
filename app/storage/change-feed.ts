import { setImmediate } from "node:timers";
import { EngineError } from "../errors.ts";
import { Fifo } from "../fifo.ts";
import { guardedLevel } from "../guarded-logger.ts";
import { isThenable } from "../is-thenable.ts";
import { requireRecord } from "../is-record.ts";
import type { Logger } from "../logger.ts";
import { quote } from "../quote.ts";
import { validateKind } from "../resource/identifiers.ts";
import type { Change, WatchOptions } from "./storage.ts";

/** Where a feed finds what happened before somebody watched. */
export interface ChangeHistory {
  /** The sequence of the newest committed change. */
  readonly sequence: number;
  /** The sequence up to which deletions may have been forgotten; 0 when all are known. */
  readonly forgottenUntil: number;
  /**
   * The next so many resources that changed after `since`, in order of their newest change: each once, as it is now, the
   * deleted ones among them. Empty when there are no more.
   */
  changesAfter(since: number, kind: string | undefined): Change[];
}

interface Watcher {
  kind: string | undefined;
  onChange: (change: Change) => void;
  /** It was told of everything up to this sequence. */
  seen: number;
  replaying: boolean;
  active: boolean;
}

/** Tells watchers of committed changes, in order; one that throws or rejects is logged and disturbs nobody. */
export class ChangeFeed {
  readonly #history: ChangeHistory;
  readonly #logError: Logger["error"];
  readonly #watchers = new Set<Watcher>();
  /** What callbacks wrote while they were told of something else. */
  readonly #undelivered = new Fifo<Change>();
  #delivering = false;

  constructor(history: ChangeHistory, logger: Pick<Logger, "error">) {
    this.#history = history;
    this.#logError = guardedLevel(logger, "error");
  }

  /** @throws {EngineError} `Invalid`, naming the field, also when `since` lies before deletions that were forgotten, so that a replay would have gaps. */
  watch(options: WatchOptions, onChange: (change: Change) => void): () => void {
    requireRecord("options", options);
    const { kind, since } = options;
    if (kind !== undefined) validateKind(kind);
    if (typeof onChange !== "function") {
      throw new EngineError("Invalid", `onChange is ${quote(onChange)}, but must be a function`, { field: "onChange" });
    }
    if (since !== undefined) this.#validateSince(since);
    const watcher: Watcher = {
      kind,
      onChange,
      seen: since ?? this.#history.sequence,
      replaying: since !== undefined,
      active: true,
    };
    this.#watchers.add(watcher);
    if (watcher.replaying) setImmediate(() => this.#replay(watcher));
    return () => {
      watcher.active = false;
      this.#watchers.delete(watcher);
    };
  }

  /** What a callback writes is delivered after what is being delivered, so that all see the same order. */
  publish(changes: readonly Change[]): void {
    if (this.#watchers.size === 0) return;
    if (this.#delivering) {
      for (const change of changes) this.#undelivered.push(change);
      return;
    }
    this.#delivering = true;
    try {
      for (const change of changes) this.#deliverToAll(change);
      // It grows while callbacks write.
      for (let change = this.#undelivered.shift(); change !== undefined; change = this.#undelivered.shift()) {
        this.#deliverToAll(change);
      }
    } finally {
      this.#delivering = false;
    }
  }

  /** Nobody is told of anything after this. */
  close(): void {
    for (const watcher of this.#watchers) watcher.active = false;
    this.#watchers.clear();
  }

  #deliverToAll(change: Change): void {
    for (const watcher of this.#watchers) {
      if (!watcher.replaying && (watcher.kind === undefined || watcher.kind === change.resource.kind)) {
        this.#deliver(watcher, change);
      }
    }
  }

  #deliver(watcher: Watcher, change: Change): void {
    if (!watcher.active || change.sequence <= watcher.seen) return;
    watcher.seen = change.sequence;
    try {
      const result: unknown = watcher.onChange(change);
      if (isThenable(result)) void result.then(undefined, (error: unknown) => this.#failed(change, error));
    } catch (error) {
      this.#failed(change, error);
    }
  }

  #failed({ resource }: Change, error: unknown): void {
    this.#logError("A watcher of the storage failed on a change; it goes on with the next one", {
      error,
      kind: resource.kind,
      uid: resource.metadata.uid,
    });
  }

  /** Chases the head, a page a turn of the event loop, and goes live in the turn in which it has caught up. */
  #replay(watcher: Watcher): void {
    if (!watcher.active) return;
    const page = this.#history.changesAfter(watcher.seen, watcher.kind);
    for (const change of page) this.#deliver(watcher, change);
    if (page.length === 0) watcher.replaying = false;
    else setImmediate(() => this.#replay(watcher));
  }

  #validateSince(since: number): void {
    if (!Number.isSafeInteger(since) || since < 0) {
      throw new EngineError("Invalid", `since is ${since}, but must be the sequence of a change`, { field: "since" });
    }
    const { sequence, forgottenUntil } = this.#history;
    const fault =
      since > sequence
        ? `the newest change is ${sequence}`
        : since > 0 && since < forgottenUntil
          ? `deletions up to ${forgottenUntil} have been forgotten`
          : undefined;
    if (fault === undefined) return;
    throw new EngineError("Invalid", `since is ${since}, but ${fault}: list again, then watch`, { field: "since" });
  }
}
