import type { BulkAction, BulkItem } from "./bulk-action.ts";
import type { DeletionReach } from "./deletion-reach.ts";
import { valueText } from "./field-change.ts";

const NAMES_SHOWN = 10;
const CHANGES_SHOWN = 20;

/** What an action would do, counted. */
export interface BulkSummary {
  /** That were looked at. */
  total: number;
  /** That it would be done to. */
  affected: number;
  /** The first of those. */
  names: string[];
  /** What becomes of which values, the most frequent first; empty for actions that change no value. */
  changes: { from: string; to: string; count: number }[];
  /** What a deletion takes along. */
  reach?: DeletionReach;
  /** Why others are left as they are, to be read after "so many"; the most frequent first. */
  skipped: { reason: string; count: number }[];
}

/** What an action would do, to be done as it was seen. */
export class BulkPreview {
  readonly id: string;
  readonly action: BulkAction;
  readonly items: BulkItem[] = [];
  /** What a deletion takes along. */
  reach: DeletionReach | undefined;
  readonly #skipped = new Map<string, number>();
  readonly #changes = new Map<string, { from: string; to: string; count: number }>();
  #skippedCount = 0;

  constructor(id: string, action: BulkAction) {
    this.id = id;
    this.action = action;
  }

  add(item: BulkItem, after: unknown): void {
    this.items.push(item);
    const [from, to] = [valueText(item.before), valueText(after)];
    if (from === to) return;
    const key = JSON.stringify([from, to]);
    const change = this.#changes.get(key);
    if (change === undefined) this.#changes.set(key, { from, to, count: 1 });
    else change.count++;
  }

  skip(reason: string): void {
    this.#skippedCount++;
    this.#skipped.set(reason, (this.#skipped.get(reason) ?? 0) + 1);
  }

  summary(): BulkSummary {
    return {
      total: this.items.length + this.#skippedCount,
      affected: this.items.length,
      names: this.items.slice(0, NAMES_SHOWN).map(({ name }) => name),
      changes: [...this.#changes.values()].toSorted((a, b) => b.count - a.count).slice(0, CHANGES_SHOWN),
      ...(this.reach !== undefined && { reach: this.reach }),
      skipped: [...this.#skipped].map(([reason, count]) => ({ reason, count })).toSorted((a, b) => b.count - a.count),
    };
  }
}
