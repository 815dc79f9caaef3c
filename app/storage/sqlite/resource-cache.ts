import { type ReadableClock, readCoarsely } from "../../clock.ts";
import type { Resource } from "../../resource/resource.ts";
import type { StoredResource } from "../row-store.ts";

/** Of each generation: enough for what reconciles at a time, whatever the size of the fleet. */
const MAX_ROWS = 4_096;
const MAX_TEXT = 8 * 1024 * 1024;
/**
 * After so long a generation is old, full or not. What the periodic checks of a fleet at rest read is not asked for again
 * for minutes: kept until there is no room, it would be moved to V8's old space, which has to be searched as a whole.
 */
const GENERATION_MS = 1_000;

/** A row that knows how long the texts of its parts are: a measure of its size. */
export class SizedRow implements StoredResource {
  readonly position: number;
  readonly resource: Resource;
  readonly specLength: number;
  readonly statusLength: number;

  constructor(row: StoredResource, specLength: number, statusLength: number) {
    this.position = row.position;
    this.resource = row.resource;
    this.specLength = specLength;
    this.statusLength = statusLength;
  }
}

/**
 * The rows that were used last, in two generations: what is used moves to the young one, and when that is full or of age the
 * old one goes. An approximation of least-recently-used that costs one look-up.
 */
export class ResourceCache {
  readonly #clock: ReadableClock;
  #begunAt = -Infinity;
  #young = new Map<string, SizedRow>();
  #old = new Map<string, SizedRow>();
  #youngText = 0;

  constructor(clock: ReadableClock) {
    this.#clock = clock;
  }

  get(key: string): SizedRow | undefined {
    const row = this.#young.get(key);
    if (row !== undefined) return row;
    const aged = this.#old.get(key);
    if (aged !== undefined) this.set(key, aged);
    return aged;
  }

  set(key: string, row: SizedRow): void {
    const now = readCoarsely(this.#clock);
    const isOfAge = Math.abs(now - this.#begunAt) >= GENERATION_MS;
    if (isOfAge || this.#young.size >= MAX_ROWS || this.#youngText > MAX_TEXT) {
      this.#old = this.#young;
      this.#young = new Map();
      this.#youngText = 0;
      this.#begunAt = now;
    }
    this.#youngText += textOf(row) - textOf(this.#young.get(key));
    this.#young.set(key, row);
  }

  delete(key: string): void {
    this.#youngText -= textOf(this.#young.get(key));
    this.#young.delete(key);
    this.#old.delete(key);
  }
}

function textOf(row: SizedRow | undefined): number {
  return row === undefined ? 0 : row.specLength + row.statusLength;
}
