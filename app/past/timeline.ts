import type { ResourceRef } from "../resource/resource.ts";

/** How a resource is at a moment. */
export const Standing = {
  /** It does not exist. */
  absent: 0,
  ready: 1,
  notReady: 2,
  /** It has no Ready condition, or one that says Unknown. */
  unknown: 3,
  /** It exists; whether it was ready is not kept any more. */
  notKept: 4,
} as const;

/** The fleet at a moment: by the numbers that the timeline gave its resources. */
export interface FleetMoment {
  standings: Uint8Array;
  /** Since when each is so, ms since the epoch. */
  since: Float64Array;
  /** The position of the event that made it so; 0 where none is kept. */
  positions: Float64Array;
}

const SMALLEST = 1_024;

/** Marks in order of time, in a few typed arrays: 21 bytes each, and a million of them are walked in a few ms. */
class Marks {
  length = 0;
  #at = new Float64Array(SMALLEST);
  #positions = new Float64Array(SMALLEST);
  #resources = new Uint32Array(SMALLEST);
  #standings = new Uint8Array(SMALLEST);

  add(resource: number, at: number, standing: number, position: number): void {
    if (this.length === this.#at.length) this.#grow();
    this.#at[this.length] = at;
    this.#positions[this.length] = position;
    this.#resources[this.length] = resource;
    this.#standings[this.length] = standing;
    this.length++;
  }

  at(index: number): number {
    return index < this.length ? (this.#at[index] ?? Infinity) : Infinity;
  }

  apply(index: number, { standings, since, positions }: FleetMoment): void {
    const resource = this.#resources[index] ?? 0;
    standings[resource] = this.#standings[index] ?? 0;
    since[resource] = this.#at[index] ?? 0;
    positions[resource] = this.#positions[index] ?? 0;
  }

  #grow(): void {
    const size = this.length * 2;
    this.#at = grown(this.#at, new Float64Array(size));
    this.#positions = grown(this.#positions, new Float64Array(size));
    this.#resources = grown(this.#resources, new Uint32Array(size));
    this.#standings = grown(this.#standings, new Uint8Array(size));
  }
}

function grown<T extends Float64Array | Uint32Array | Uint8Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** What is known of a resource from elsewhere than the log. */
interface Supposition {
  resource: number;
  at: number;
  standing: number;
}

/** When each resource came, went and changed its readiness, as far as the log tells: any moment of it in a few ms. */
export class Timeline {
  readonly #numbers = new Map<string, number>();
  readonly #refs: ResourceRef[] = [];
  readonly #marks = new Marks();
  #suppositions: Supposition[] = [];
  #areSorted = true;
  #newestAt = -Infinity;

  /** How many resources there ever were. */
  get size(): number {
    return this.#refs.length;
  }

  ref(resource: number): ResourceRef {
    return this.#refs[resource] ?? { kind: "", uid: "" };
  }

  /** Undefined for a resource that it never heard of. */
  numberOf({ kind, uid }: ResourceRef): number | undefined {
    return this.#numbers.get(`${kind}/${uid}`);
  }

  number(kind: string, uid: string): number {
    const key = `${kind}/${uid}`;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      number = this.#refs.push({ kind, uid }) - 1;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** What an event of the log says, in the order of the log. A clock that was set back makes no later event an earlier one. */
  mark(resource: number, at: number, standing: number, position: number): void {
    this.#newestAt = Math.max(this.#newestAt, at);
    this.#marks.add(resource, this.#newestAt, standing, position);
  }

  /** What is known though no event of the log says it; what an event of the same time says counts more. In any order. */
  suppose(resource: number, at: number, standing: number): void {
    this.#suppositions.push({ resource, at, standing });
    this.#areSorted = false;
  }

  /** @param at ms since the epoch; what happened in that ms is part of it. */
  at(at: number): FleetMoment {
    const moment: FleetMoment = {
      standings: new Uint8Array(this.size),
      since: new Float64Array(this.size),
      positions: new Float64Array(this.size),
    };
    this.#sort();
    const marks = this.#marks;
    let next = 0;
    for (const { resource, at: supposedAt, standing } of this.#suppositions) {
      if (supposedAt > at) break;
      while (marks.at(next) < supposedAt) marks.apply(next++, moment);
      moment.standings[resource] = standing;
      moment.since[resource] = supposedAt;
      moment.positions[resource] = 0;
    }
    while (marks.at(next) <= at) marks.apply(next++, moment);
    return moment;
  }

  #sort(): void {
    if (this.#areSorted) return;
    this.#suppositions.sort((a, b) => a.at - b.at);
    this.#areSorted = true;
  }
}
