import { matchesSelector } from "../../resource/label-selector.ts";
import type { Resource, ResourceRef } from "../../resource/resource.ts";
import type { ChangeHistory } from "../change-feed.ts";
import type { ListQuery } from "../list-query.ts";
import { compareScalars, type Scalar, scalarAt } from "../resource-path.ts";
import type { RowStore, StoredResource } from "../row-store.ts";
import { refersTo } from "../rules.ts";
import type { Change } from "../storage.ts";

/** How many deletions a replay can still tell of. */
const TOMBSTONES = 4_096;

/** What undoes a write: the row as it was, or as it came to be. */
interface Write {
  row: StoredRow;
  before: Resource | undefined;
  after: Resource | undefined;
}

/** Its place in the order of creation stays, the resource is replaced by each write. */
interface StoredRow extends StoredResource {
  resource: Resource;
}

/** A resource with what it is sorted by. */
export interface SortedRow {
  value: Scalar;
  row: StoredResource;
}

/** Resources in maps. It keeps nothing but resources: events, work, records and pauses are let go. */
export class MemoryRows implements RowStore<StoredRow>, ChangeHistory {
  sequence = 0;
  forgottenUntil = 0;
  /** By kind and uid, those of a kind in order of creation. */
  readonly #kinds = new Map<string, Map<string, StoredRow>>();
  /** Dependents by the uid of their owner, then by their own kind and uid. */
  readonly #dependents = new Map<string, Map<string, ResourceRef>>();
  /** What was written since the last transaction ended, to undo it. */
  readonly #journal: Write[] = [];
  #tombstones: Resource[] = [];

  nextSequence(): number {
    return ++this.sequence;
  }

  get(kind: string, uid: string): StoredRow | undefined {
    return this.#kinds.get(kind)?.get(uid);
  }

  put(before: StoredRow | undefined, { position, resource }: StoredResource): void {
    const row = before ?? { position, resource };
    this.#write({ row, before: before?.resource, after: resource });
  }

  remove(before: StoredRow, last: Resource): void {
    this.#write({ row: before, before: before.resource, after: undefined });
    this.#tombstones.push(last);
  }

  commit(): void {
    // One by one it keeps its memory for the next time, as setting its length would not.
    while (this.#journal.length > 0) this.#journal.pop();
    if (this.#tombstones.length < 2 * TOMBSTONES) return;
    const forgotten = this.#tombstones.splice(0, this.#tombstones.length - TOMBSTONES).at(-1);
    this.forgottenUntil = Number(forgotten?.metadata.resourceVersion ?? this.forgottenUntil);
  }

  rollback(): void {
    for (const { row, before, after } of this.#journal.toReversed()) {
      this.#replace(row, after, before);
      if (after !== undefined || before === undefined) continue;
      this.#tombstones.pop();
      this.#restoreOrder(before.kind);
    }
    this.#journal.length = 0;
  }

  dependents(ownerUid: string): StoredRow[] {
    const rows: StoredRow[] = [];
    for (const { kind, uid } of this.#dependents.get(ownerUid)?.values() ?? []) {
      const row = this.get(kind, uid);
      if (row !== undefined) rows.push(row);
    }
    return rows.toSorted((a, b) => a.position - b.position);
  }

  danglingDependents(): ResourceRef[] {
    const seen = new Set<string>();
    const dangling: ResourceRef[] = [];
    for (const dependents of this.#dependents.values()) {
      for (const [key, ref] of dependents) {
        const row = this.get(ref.kind, ref.uid);
        if (seen.has(key) || row === undefined) continue;
        seen.add(key);
        if (!this.#hasOwner(row.resource)) dangling.push(ref);
      }
    }
    return dangling;
  }

  markedForDeletion(): ResourceRef[] {
    const marked: ResourceRef[] = [];
    for (const rows of this.#kinds.values()) {
      for (const { resource } of rows.values()) {
        if (resource.metadata.deletionTimestamp !== undefined) {
          marked.push({ kind: resource.kind, uid: resource.metadata.uid });
        }
      }
    }
    return marked;
  }

  /** The resources that a list asks for, in its order, one more than its limit where there are more. */
  select(query: ListQuery): SortedRow[] {
    const { selector, sortPath, after, limit } = query;
    if (sortPath === undefined && !query.descending) return this.#inOrderOfCreation(query);
    const compare = query.descending ? (a: SortedRow, b: SortedRow) => compareRows(b, a) : compareRows;
    const rows: SortedRow[] = [];
    for (const row of this.#kinds.get(query.kind)?.values() ?? []) {
      if (selector !== undefined && !matchesSelector(row.resource.metadata.labels, selector)) continue;
      rows.push({ value: sortPath === undefined ? null : scalarAt(row.resource, sortPath), row });
    }
    rows.sort(compare);
    const direction = query.descending ? -1 : 1;
    const start = after === undefined ? 0 : rows.findIndex((row) => direction * compareToEnd(row, after) > 0);
    if (start < 0) return [];
    return limit === undefined ? rows.slice(start) : rows.slice(start, start + limit + 1);
  }

  /** As they lie in the map: without sorting, and no further than the page goes. */
  #inOrderOfCreation({ kind, selector, after, limit = Infinity }: ListQuery): SortedRow[] {
    const rows: SortedRow[] = [];
    const start = after?.position ?? -1;
    for (const row of this.#kinds.get(kind)?.values() ?? []) {
      if (row.position <= start) continue;
      if (selector !== undefined && !matchesSelector(row.resource.metadata.labels, selector)) continue;
      rows.push({ value: null, row });
      if (rows.length > limit) break;
    }
    return rows;
  }

  changesAfter(since: number, kind: string | undefined): Change[] {
    const changes: Change[] = [];
    const kinds =
      kind === undefined ? this.#kinds.values() : [this.#kinds.get(kind) ?? new Map<string, StoredResource>()];
    for (const rows of kinds) {
      for (const { position, resource } of rows.values()) {
        const sequence = Number(resource.metadata.resourceVersion);
        if (sequence > since) changes.push({ sequence, type: position > since ? "created" : "updated", resource });
      }
    }
    for (const resource of this.#tombstones) {
      const sequence = Number(resource.metadata.resourceVersion);
      if (sequence > since && (kind === undefined || resource.kind === kind)) {
        changes.push({ sequence, type: "deleted", resource });
      }
    }
    return changes.toSorted((a, b) => a.sequence - b.sequence);
  }

  clear(): void {
    this.#kinds.clear();
    this.#dependents.clear();
    this.#tombstones = [];
  }

  appendEvent(): void {}
  putWork(): void {}
  removeWork(): void {}
  appendRecord(): void {}
  putPause(): void {}
  removePause(): void {}
  setActor(): void {}

  #write(write: Write): void {
    this.#journal.push(write);
    this.#replace(write.row, write.before, write.after);
  }

  #replace(row: StoredRow, before: Resource | undefined, after: Resource | undefined): void {
    if (after !== undefined) row.resource = after;
    if (before === undefined && after !== undefined) this.#rowsOf(after.kind).set(after.metadata.uid, row);
    else if (before !== undefined && after === undefined) this.#kinds.get(before.kind)?.delete(before.metadata.uid);
    if (before?.metadata.ownerReferences === after?.metadata.ownerReferences) return;
    if (before !== undefined) this.#unlinkOwners(before);
    if (after !== undefined) this.#linkOwners(after);
  }

  /** What is put back into a map comes last in it. */
  #restoreOrder(kind: string): void {
    const rows = [...this.#rowsOf(kind)].toSorted(([, a], [, b]) => a.position - b.position);
    this.#kinds.set(kind, new Map(rows));
  }

  #rowsOf(kind: string): Map<string, StoredRow> {
    let rows = this.#kinds.get(kind);
    if (rows === undefined) this.#kinds.set(kind, (rows = new Map()));
    return rows;
  }

  #linkOwners({ kind, metadata }: Resource): void {
    for (const owner of metadata.ownerReferences) {
      let dependents = this.#dependents.get(owner.uid);
      if (dependents === undefined) this.#dependents.set(owner.uid, (dependents = new Map()));
      dependents.set(`${kind}/${metadata.uid}`, { kind, uid: metadata.uid });
    }
  }

  #unlinkOwners({ kind, metadata }: Resource): void {
    for (const owner of metadata.ownerReferences) {
      const dependents = this.#dependents.get(owner.uid);
      dependents?.delete(`${kind}/${metadata.uid}`);
      if (dependents?.size === 0) this.#dependents.delete(owner.uid);
    }
  }

  #hasOwner(dependent: Resource): boolean {
    return dependent.metadata.ownerReferences.some((reference) => {
      const owner = this.get(reference.kind, reference.uid);
      return owner !== undefined && refersTo(reference, owner.resource);
    });
  }
}

function compareRows(a: SortedRow, b: SortedRow): number {
  return compareScalars(a.value, b.value) || a.row.position - b.row.position;
}

function compareToEnd(row: SortedRow, end: { value: Scalar; position: number }): number {
  return compareScalars(row.value, end.value) || row.row.position - end.position;
}
