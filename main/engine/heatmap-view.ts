import { type HeatCell, type HeatMode, type HeatRack, MAX_CELLS, MAX_RACKS } from "../../shared/heat.ts";
import type { HeatEntry, HeatmapIndex } from "./heatmap-index.ts";
import { heatLevel } from "./heatmap-level.ts";
import { naturalOrder } from "../../shared/natural-order.ts";

/** What of a heatmap differs from what was told before. */
export interface HeatDifference {
  racks: HeatRack[];
  goneRacks: string[];
  cells: HeatCell[];
  goneCells: string[];
}

/** One window's heatmap: knows what it told, and looks only at racks that changed since. */
export class HeatmapView {
  readonly #index: HeatmapIndex;
  readonly #mode: HeatMode;
  readonly #focus: string | undefined;
  readonly #toldRacks = new Map<string, string>();
  readonly #toldCells = new Map<string, { rack: string; text: string }>();
  readonly #dirty = new Set<string>();
  readonly #stop: () => void;
  /** The names of the racks to tell of, in their order; undefined when racks came or went. */
  #shown: readonly string[] | undefined;

  /** @param focus the rack whose machines are shown in a fleet that is too large to show them all */
  constructor(index: HeatmapIndex, mode: HeatMode, focus: string | undefined, onChange: () => void) {
    this.#index = index;
    this.#mode = mode;
    this.#focus = focus;
    for (const rack of index.rackNames()) this.#dirty.add(rack);
    this.#stop = index.listen((rack) => {
      this.#dirty.add(rack);
      onChange();
    });
  }

  close(): void {
    this.#stop();
  }

  look(now: number): HeatDifference {
    const difference: HeatDifference = { racks: [], goneRacks: [], cells: [], goneCells: [] };
    const shown = this.#shownRacks(difference);
    const showsAllCells = this.#index.size <= MAX_CELLS;
    for (const name of this.#toLookAt(shown)) {
      const rack = this.#index.rack(name);
      if (rack === undefined) continue;
      const levels = [0, 0, 0, 0, 0];
      const hasCells = showsAllCells || name === this.#focus;
      let cells = 0;
      for (const entry of rack.values()) {
        const level = heatLevel(this.#mode, entry, now);
        levels[level] = (levels[level] ?? 0) + 1;
        if (hasCells && cells++ < MAX_CELLS) this.#tellCell(entry, level, difference);
      }
      const text = levels.join();
      if (this.#toldRacks.get(name) !== text) difference.racks.push({ name, levels });
      this.#toldRacks.set(name, text);
    }
    this.#dropCells(showsAllCells, difference);
    this.#dirty.clear();
    return difference;
  }

  /** Of ages, time alone makes others: of these all racks are looked at. */
  #toLookAt(shown: readonly string[]): Iterable<string> {
    if (this.#mode === "drift") return shown;
    const isShown = new Set(shown);
    return [...this.#dirty].filter((name) => isShown.has(name));
  }

  #shownRacks(difference: HeatDifference): readonly string[] {
    const isKnown = this.#shown !== undefined && [...this.#dirty].every((name) => this.#isAsBefore(name));
    if (isKnown && this.#shown !== undefined) return this.#shown;
    const shown = [...this.#index.rackNames()].toSorted(naturalOrder.compare).slice(0, MAX_RACKS);
    const isShown = new Set(shown);
    for (const name of this.#toldRacks.keys()) {
      if (isShown.has(name)) continue;
      this.#toldRacks.delete(name);
      difference.goneRacks.push(name);
    }
    for (const name of shown) if (!this.#toldRacks.has(name)) this.#dirty.add(name);
    this.#shown = shown;
    return shown;
  }

  #isAsBefore(name: string): boolean {
    return (this.#index.rack(name) !== undefined) === this.#toldRacks.has(name);
  }

  #tellCell({ uid, name, rack, place, ready, since }: HeatEntry, level: number, difference: HeatDifference): void {
    const cell: HeatCell = { uid, name, rack, place, level, ...(ready !== "True" && { since }) };
    const text = JSON.stringify(cell);
    if (this.#toldCells.get(uid)?.text === text) return;
    this.#toldCells.set(uid, { rack, text });
    difference.cells.push(cell);
  }

  #dropCells(showsAllCells: boolean, difference: HeatDifference): void {
    for (const [uid, { rack }] of this.#toldCells) {
      if (!this.#dirty.has(rack) && (showsAllCells || rack === this.#focus)) continue;
      const isThere = this.#index.rack(rack)?.has(uid) === true && (showsAllCells || rack === this.#focus);
      if (isThere) continue;
      this.#toldCells.delete(uid);
      difference.goneCells.push(uid);
    }
  }
}
