import { isRecord } from "../../app/is-record.ts";
import { Listeners } from "../../app/listeners.ts";
import { conditionsOf } from "../../app/resource/condition.ts";
import type { Resource } from "../../app/resource/resource.ts";
import type { Change } from "../../app/storage/storage.ts";
import { MAP_STATES, type MapState } from "../../shared/map.ts";
import { standingOf } from "../../shared/standing.ts";
import { readinessLevel } from "./heatmap-level.ts";
import { rackOf } from "./rack-of.ts";

/** A resource as the map knows it. */
export interface MapEntry {
  kind: string;
  uid: string;
  name: string;
  rack: string;
  state: MapState;
  owners: readonly string[];
}

/** Some resources, in the order of their names, and how they are. */
export class MapPart {
  readonly counts = MAP_STATES.map(() => 0);
  readonly #members = new Map<string, MapEntry>();
  /** Their uids by name; undefined when one came or went. */
  #order: readonly string[] | undefined;

  get size(): number {
    return this.#members.size;
  }

  put(entry: MapEntry): void {
    const before = this.#members.get(entry.uid);
    if (before !== undefined) this.#count(before, -1);
    if (before?.name !== entry.name) this.#order = undefined;
    this.#members.set(entry.uid, entry);
    this.#count(entry, 1);
  }

  remove(entry: MapEntry): void {
    if (!this.#members.delete(entry.uid)) return;
    this.#order = undefined;
    this.#count(entry, -1);
  }

  /** The first so many by name. */
  first(limit: number): MapEntry[] {
    if (limit === 0) return [];
    // By code units: a collator takes ten times as long, and there may be a hundred thousand.
    this.#order ??= [...this.#members.values()].toSorted(byCodeUnits).map(({ uid }) => uid);
    return this.#order.slice(0, limit).flatMap((uid) => this.#members.get(uid) ?? []);
  }

  #count({ state }: MapEntry, by: 1 | -1): void {
    const index = MAP_STATES.indexOf(state);
    this.counts[index] = (this.counts[index] ?? 0) + by;
  }
}

function byCodeUnits({ name: a }: MapEntry, { name: b }: MapEntry): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Resources of one kind that have one owner: all, and by rack. */
export class MapGroup {
  readonly all = new MapPart();
  readonly racks = new Map<string, MapPart>();

  put(entry: MapEntry): void {
    this.all.put(entry);
    const rack = this.racks.get(entry.rack) ?? new MapPart();
    rack.put(entry);
    this.racks.set(entry.rack, rack);
  }

  remove(entry: MapEntry): void {
    this.all.remove(entry);
    const rack = this.racks.get(entry.rack);
    rack?.remove(entry);
    if (rack?.size === 0) this.racks.delete(entry.rack);
  }
}

/** What stands where the uid of an owner would, for resources that have none. */
export const NO_OWNER = "";

/** Who owns what, kept by every change: a look at the map costs what it shows, whatever the size of the fleet. */
export class MapIndex {
  readonly #entries = new Map<string, MapEntry>();
  /** By owner and by kind. */
  readonly #groups = new Map<string, Map<string, MapGroup>>();
  readonly #listeners = new Listeners();
  readonly #stop: () => void;

  /** @param watch of all changes, beginning with all that there is */
  constructor(watch: (onChange: (change: Change) => void) => () => void) {
    this.#stop = watch((change) => this.#apply(change));
  }

  get size(): number {
    return this.#entries.size;
  }

  entry(uid: string): MapEntry | undefined {
    return this.#entries.get(uid);
  }

  /** The resources that an owner has, or that have none, by kind. */
  groupsOf(owner: string): ReadonlyMap<string, MapGroup> {
    return this.#groups.get(owner) ?? new Map<string, MapGroup>();
  }

  ownsAnything(uid: string): boolean {
    return this.#groups.has(uid);
  }

  /** Calls back after each change that it has taken in, those that it reads at the beginning included. */
  listen(onChange: () => void): () => void {
    return this.#listeners.add(onChange);
  }

  close(): void {
    this.#stop();
  }

  #apply({ type, resource }: Change): void {
    const { uid } = resource.metadata;
    const before = this.#entries.get(uid);
    const entry = type === "deleted" ? undefined : entryOf(resource);
    if (before !== undefined && (entry === undefined || !isInSamePlace(before, entry))) this.#unlink(before);
    if (entry === undefined) this.#entries.delete(uid);
    else this.#put(entry);
    this.#listeners.tell();
  }

  #put(entry: MapEntry): void {
    this.#entries.set(entry.uid, entry);
    for (const owner of ownersOf(entry)) {
      const kinds = this.#groups.get(owner) ?? new Map<string, MapGroup>();
      const group = kinds.get(entry.kind) ?? new MapGroup();
      group.put(entry);
      this.#groups.set(owner, kinds.set(entry.kind, group));
    }
  }

  #unlink(entry: MapEntry): void {
    for (const owner of ownersOf(entry)) {
      const kinds = this.#groups.get(owner);
      const group = kinds?.get(entry.kind);
      group?.remove(entry);
      if (group?.all.size === 0) kinds?.delete(entry.kind);
      if (kinds?.size === 0) this.#groups.delete(owner);
    }
  }
}

function isInSamePlace(a: MapEntry, b: MapEntry): boolean {
  return a.rack === b.rack && a.owners.join() === b.owners.join();
}

function ownersOf({ owners }: MapEntry): readonly string[] {
  return owners.length === 0 ? [NO_OWNER] : owners;
}

function entryOf(resource: Resource): MapEntry {
  const { kind, metadata, status } = resource;
  const observed = isRecord(status) ? status["observedGeneration"] : undefined;
  const state = readinessLevel({
    ...standingOf(conditionsOf(status)),
    deleting: metadata.deletionTimestamp !== undefined,
    generation: metadata.generation,
    observed: typeof observed === "number" ? observed : undefined,
  });
  const owners = [...new Set(metadata.ownerReferences.map((owner) => owner.uid))];
  return { kind, uid: metadata.uid, name: metadata.name, rack: rackOf(resource), state, owners };
}
