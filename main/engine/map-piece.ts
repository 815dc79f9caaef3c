import {
  FOLD_PAGE,
  foldId,
  type FoldRef,
  type MapMessage,
  type MapNode,
  type MapQuery,
  MAX_MAP_NODES,
  SMALL_FLEET,
} from "../../shared/map.ts";
import { naturalOrder } from "../../shared/natural-order.ts";
import { type MapEntry, type MapGroup, type MapIndex, type MapPart, NO_OWNER } from "./map-index.ts";

/** So few dependents of a kind are shown without being asked for. */
const SHOWN_UNASKED = 8;
/** More than this unfold into racks first. */
const MAX_WITHOUT_RACKS = 100;

type Piece = Omit<MapMessage, "sequence">;

/** The part of the map that a window shows: what has owners or dependents, and folds for what is many. */
export function mapPiece(index: MapIndex, query: MapQuery): Piece {
  const builder = new PieceBuilder(index, query);
  const focus = query.focus && index.entry(query.focus.uid);
  if (query.focus === undefined) builder.showAll();
  else if (focus !== undefined) builder.showAround(focus);
  return builder.finish();
}

class PieceBuilder {
  readonly #piece: Piece = { nodes: [], edges: [], truncated: false };
  readonly #index: MapIndex;
  readonly #pages: ReadonlyMap<string, number>;
  readonly #shown = new Set<string>();
  readonly #folds = new Map<string, { shown: number }>();

  constructor(index: MapIndex, { unfolded }: MapQuery) {
    this.#index = index;
    this.#pages = new Map(unfolded.map(({ pages, ...fold }) => [foldId(fold), pages]));
  }

  showAll(): void {
    for (const [kind, group] of this.#index.groupsOf(NO_OWNER)) this.#showGroup(undefined, kind, group);
  }

  /** The resource, all that is above it, and what is right below it. */
  showAround(focus: MapEntry): void {
    this.#showOwners(focus);
    this.#showResource(focus);
    this.#showDependents(focus);
  }

  /** Lines to what did not fit lead nowhere. */
  finish(): Piece {
    const edges = this.#piece.edges.filter(([from, to]) => this.#shown.has(from) && this.#shown.has(to));
    return { ...this.#piece, edges };
  }

  #showOwners(entry: MapEntry): void {
    for (const uid of entry.owners) {
      const owner = this.#index.entry(uid);
      if (owner === undefined) continue;
      const isNew = this.#showResource(owner);
      this.#connect(owner.uid, entry.uid);
      if (isNew) this.#showOwners(owner);
    }
  }

  #showDependents({ uid }: MapEntry): void {
    for (const [kind, group] of this.#index.groupsOf(uid)) this.#showGroup(uid, kind, group);
  }

  /** Those that own something themselves stand alone; the others are folded when they are many. */
  #showGroup(owner: string | undefined, kind: string, group: MapGroup): void {
    const fold: FoldRef = { ...(owner !== undefined && { owner }), kind };
    if (group.all.size <= SHOWN_UNASKED) {
      for (const entry of group.all.first(SHOWN_UNASKED)) this.#showBelow(owner, entry);
      return;
    }
    const hasRacks = group.all.size > MAX_WITHOUT_RACKS && group.racks.size > 1;
    if (!this.#showFold(fold, group.all, hasRacks ? group.racks.size : group.all.size)) return;
    if (owner !== undefined) this.#connect(owner, foldId(fold));
    if (hasRacks) this.#showRacks(fold, group);
    else this.#showMembers(fold, group.all);
  }

  #showRacks(fold: FoldRef, group: MapGroup): void {
    const limit = this.#limitOf(fold);
    if (limit === 0) return;
    const racks = [...group.racks].toSorted(([a], [b]) => naturalOrder.compare(a, b)).slice(0, limit);
    for (const [rack, part] of racks) {
      const ofRack: FoldRef = { ...fold, rack };
      if (!this.#showFold(ofRack, part, part.size, foldId(fold))) return;
      this.#showMembers(ofRack, part);
      this.#noteShown(fold);
    }
  }

  #showMembers(fold: FoldRef, part: MapPart): void {
    for (const entry of part.first(this.#limitOf(fold))) {
      if (this.#index.ownsAnything(entry.uid)) this.#showBelow(fold.owner, entry);
      else if (!this.#shown.has(entry.uid) && !this.#showResource(entry, foldId(fold))) return;
      this.#noteShown(fold);
    }
  }

  #showBelow(owner: string | undefined, entry: MapEntry): void {
    const isNew = this.#showResource(entry);
    if (owner !== undefined) this.#connect(owner, entry.uid);
    if (isNew) this.#showDependents(entry);
  }

  #showFold(fold: FoldRef, { counts }: MapPart, parts: number, within?: string): boolean {
    const node = {
      type: "fold" as const,
      id: foldId(fold),
      fold,
      counts: [...counts],
      parts,
      shown: 0,
      ...(within !== undefined && { within }),
    };
    this.#folds.set(node.id, node);
    return this.#add(node);
  }

  #limitOf(fold: FoldRef): number {
    const unasked = this.#index.size <= SMALL_FLEET ? 1 : 0;
    return (this.#pages.get(foldId(fold)) ?? unasked) * FOLD_PAGE;
  }

  #showResource({ kind, uid, name, state }: MapEntry, within?: string): boolean {
    return this.#add({ type: "resource", id: uid, kind, uid, name, state, ...(within !== undefined && { within }) });
  }

  /** @returns whether it is there because of this. */
  #add(node: MapNode): boolean {
    if (this.#shown.has(node.id)) return false;
    if (this.#piece.nodes.length >= MAX_MAP_NODES) {
      this.#piece.truncated = true;
      return false;
    }
    this.#shown.add(node.id);
    this.#piece.nodes.push(node);
    return true;
  }

  #noteShown(fold: FoldRef): void {
    const node = this.#folds.get(foldId(fold));
    if (node !== undefined) node.shown += 1;
  }

  #connect(from: string, to: string): void {
    this.#piece.edges.push([from, to]);
  }
}
