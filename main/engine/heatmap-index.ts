import { isRecord } from "../../app/is-record.ts";
import { Listeners } from "../../app/listeners.ts";
import { conditionsOf } from "../../app/resource/condition.ts";
import type { Resource } from "../../app/resource/resource.ts";
import type { Change } from "../../app/storage/storage.ts";
import { standingOf } from "../../shared/standing.ts";
import type { HeatSource } from "./heatmap-level.ts";
import { placeOf, rackOf } from "./rack-of.ts";

/** A machine as the heatmap knows it. */
export interface HeatEntry extends HeatSource {
  uid: string;
  name: string;
  rack: string;
  place: string;
}

/** The machines of one kind by rack, kept by every change: a look costs what changed, whatever the size of the fleet. */
export class HeatmapIndex {
  readonly #racks = new Map<string, Map<string, HeatEntry>>();
  readonly #rackOf = new Map<string, string>();
  readonly #listeners = new Listeners<[rack: string]>();
  readonly #count: () => number;
  readonly #stop: () => void;
  #isComplete = false;

  /**
   * @param watch of the changes of the kind, beginning with all that there is
   * @param count how many machines there are
   */
  constructor(watch: (onChange: (change: Change) => void) => () => void, count: () => number) {
    this.#count = count;
    this.#stop = watch((change) => this.#apply(change));
  }

  get size(): number {
    return this.#rackOf.size;
  }

  /** Whether the first pass over what is stored is through; a part of the fleet is not to be taken for all of it. */
  get isComplete(): boolean {
    this.#isComplete ||= this.size >= this.#count();
    return this.#isComplete;
  }

  rackNames(): IterableIterator<string> {
    return this.#racks.keys();
  }

  /** The machines of a rack by uid; undefined for a rack that is not there. */
  rack(name: string): ReadonlyMap<string, HeatEntry> | undefined {
    return this.#racks.get(name);
  }

  /** Calls back with the rack whenever a machine in it came, went, or is another than it was. @returns ends that */
  listen(onChange: (rack: string) => void): () => void {
    return this.#listeners.add(onChange);
  }

  close(): void {
    this.#stop();
  }

  #apply({ type, resource }: Change): void {
    const { uid } = resource.metadata;
    const rackBefore = this.#rackOf.get(uid);
    const entry = type === "deleted" ? undefined : entryOf(resource);
    if (rackBefore !== undefined && rackBefore !== entry?.rack) this.#remove(uid, rackBefore);
    if (entry === undefined) return;
    const rack = this.#racks.get(entry.rack) ?? new Map<string, HeatEntry>();
    this.#racks.set(entry.rack, rack.set(uid, entry));
    this.#rackOf.set(uid, entry.rack);
    this.#listeners.tell(entry.rack);
  }

  #remove(uid: string, name: string): void {
    this.#rackOf.delete(uid);
    const rack = this.#racks.get(name);
    rack?.delete(uid);
    if (rack?.size === 0) this.#racks.delete(name);
    this.#listeners.tell(name);
  }
}

function entryOf(resource: Resource): HeatEntry {
  const { metadata, status } = resource;
  const { ready, since, progressing, stuck } = standingOf(conditionsOf(status));
  const observed = isRecord(status) ? status["observedGeneration"] : undefined;
  return {
    uid: metadata.uid,
    name: metadata.name,
    rack: rackOf(resource),
    place: placeOf(resource),
    ready,
    since: Date.parse(since ?? metadata.createdAt),
    progressing,
    stuck,
    deleting: metadata.deletionTimestamp !== undefined,
    generation: metadata.generation,
    observed: typeof observed === "number" ? observed : undefined,
  };
}
