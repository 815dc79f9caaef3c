import type { Clock } from "../../clock.ts";
import { newDefaultLogger } from "../../default-logger.ts";
import { DONE, known } from "../../known-promise.ts";
import type { Logger } from "../../logger.ts";
import type { Resource, ResourceRef } from "../../resource/resource.ts";
import { systemClock } from "../../system-clock.ts";
import { ChangeFeed } from "../change-feed.ts";
import { copyResource } from "../copy-resource.ts";
import { encodePageEnd, parseListQuery } from "../list-query.ts";
import type { Change, Handover, ListOptions, ResourceList } from "../storage.ts";
import { closedError, TransactionalStorage } from "../transactional-storage.ts";
import { LeftWork } from "./left-work.ts";
import { MemoryRows } from "./memory-rows.ts";

export interface InMemoryStorageOptions {
  clock?: Pick<Clock, "now">;
  logger?: Pick<Logger, "error">;
}

/** Keeps resources as long as the process lives; for tests, examples and what need not last. Each write is committed at once. */
export class InMemoryStorage extends TransactionalStorage {
  readonly handover: Handover = new LeftWork();
  readonly #rows: MemoryRows;
  readonly #feed: ChangeFeed;
  /** What is committed and watchers were not told of yet. */
  #untold: (readonly Change[])[] = [];

  constructor(options: InMemoryStorageOptions = {}) {
    const rows = new MemoryRows();
    const feed = new ChangeFeed(rows, options.logger ?? newDefaultLogger());
    super(rows, feed, options.clock ?? systemClock);
    this.#rows = rows;
    this.#feed = feed;
  }

  get sequence(): number {
    return this.#rows.sequence;
  }

  load(kind: string, uid: string): Promise<Resource | undefined> {
    if (this.closed) return Promise.reject(closedError());
    const row = this.#rows.get(kind, uid);
    return known(row === undefined ? undefined : copyResource(row.resource));
  }

  async list(kind: string, options?: ListOptions): Promise<ResourceList> {
    if (this.closed) throw closedError();
    const query = parseListQuery(kind, options);
    const rows = this.#rows.select(query);
    const more = query.limit !== undefined && rows.length > query.limit;
    if (more) rows.pop();
    const page: ResourceList = rows.map(({ row }) => copyResource(row.resource));
    const last = rows.at(-1);
    if (more && last !== undefined) {
      page.continue = encodePageEnd({ value: last.value, position: last.row.position }, kind, options);
    }
    return page;
  }

  async dependents(ownerUid: string): Promise<ResourceRef[]> {
    if (this.closed) throw closedError();
    return this.#rows.dependents(ownerUid).map(({ resource }) => ({ kind: resource.kind, uid: resource.metadata.uid }));
  }

  async danglingDependents(): Promise<ResourceRef[]> {
    if (this.closed) throw closedError();
    return this.#rows.danglingDependents();
  }

  async markedForDeletion(): Promise<ResourceRef[]> {
    if (this.closed) throw closedError();
    return this.#rows.markedForDeletion();
  }

  async close(): Promise<void> {
    this.closed = true;
    this.#feed.close();
    this.#rows.clear();
  }

  protected commit<T>(result: T, changes: readonly Change[]): Promise<T> {
    this.#rows.commit();
    if (this.#untold.length === 0) void DONE.then(this.#tell);
    this.#untold.push(changes);
    return known(result);
  }

  /** Not within the write: what a watcher writes comes after all that follows from what it was told of. */
  readonly #tell = (): void => {
    const untold = this.#untold;
    this.#untold = [];
    for (const changes of untold) this.#feed.publish(changes);
  };
}
