import { copyInto } from "./column.ts";

const NO_ROOM = new Float64Array(0);

/**
 * A fact that is 0 for all entries of most queues: room for it is made with the first that is not. To make room costs more
 * than to fill it.
 */
export class SeldomColumn {
  #values = NO_ROOM;

  get(row: number): number {
    return this.#values === NO_ROOM ? 0 : (this.#values[row] ?? 0);
  }

  /** @param rows for how many rows the table has room. */
  set(row: number, value: number, rows: number): void {
    if (this.#values === NO_ROOM) {
      if (value === 0) return;
      this.#values = new Float64Array(rows);
    }
    this.#values[row] = value;
  }

  resize(rows: number, length: number): void {
    if (this.#values !== NO_ROOM) this.#values = copyInto(new Float64Array(rows), this.#values, length);
  }
}
