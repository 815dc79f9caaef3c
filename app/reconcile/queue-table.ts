/** In place of a row: none. */
export const NONE = -1;

/**
 * Where the work that a row asks for waits:
 * - `IDLE`: it asks for none
 * - `READY`: in line for the next free worker
 * - `DELAYED`: until it falls due
 * - `DIRTY`: until the worker that has the row is done with it, then it is ready
 * - `HELD`: until it is released
 */
export const IDLE = 0;
export const READY = 1;
export const DELAYED = 2;
export const DIRTY = 3;
export const HELD = 4;

const FEWEST_ROWS = 64;
/** A table that has emptied keeps room for so many rows, so that a queue that fills and empties does not grow anew each time. */
const MOST_ROWS_KEPT = 4_096;

/**
 * What a queue knows of each thing that waits in it or is with a worker: a row for each thing, a column for each fact.
 *
 * Columns, because a queue may hold a million things. As a million objects they keep the garbage collector busy for longer
 * than all else that the queue does with them; as columns they are a few arrays into which it need not look.
 * A column is replaced when the table grows or shrinks: read it from the table each time.
 */
export class QueueTable {
  place = new Uint8Array(FEWEST_ROWS);
  /** 1 if a worker has it. What is asked for meanwhile waits as `DIRTY` or `DELAYED`. */
  processing = new Uint8Array(FEWEST_ROWS);
  /** 1 if it is kept from the workers: what is asked for waits as `HELD` from when it would be ready. */
  held = new Uint8Array(FEWEST_ROWS);
  /** Of the work that waits; the highest that was asked for. */
  priority = new Float64Array(FEWEST_ROWS);
  /** Of the work that a worker took last. */
  takenPriority = new Float64Array(FEWEST_ROWS);
  /** When it came to where it is: with a worker, else in its place. In the queue's time. */
  sinceMs = new Float64Array(FEWEST_ROWS);
  /** When it falls due, a whole number. Stale while it is not delayed. Written by the `DelayLine`, as is the next. */
  dueMs = new Float64Array(FEWEST_ROWS);
  /** Grows with every row that is delayed; 0 while it is not. */
  delayOrder = new Float64Array(FEWEST_ROWS);
  /** The neighbours in the one list that holds it; of a closed row, `next` is the one that was closed before it. */
  previous = new Int32Array(FEWEST_ROWS);
  next = new Int32Array(FEWEST_ROWS);
  /** Rows from here on were never open. */
  #end = 0;
  #openRows = 0;
  #lastClosed = NONE;

  /** Whether it is much larger than what is open needs, so that it is worth while to move that together. */
  get isSparse(): boolean {
    return this.#end > MOST_ROWS_KEPT && this.#openRows * 4 < this.#end;
  }

  get isEmpty(): boolean {
    return this.#openRows === 0;
  }

  /** A row for a new thing: idle, with no worker, not held. */
  open(): number {
    let row = this.#lastClosed;
    if (row === NONE) {
      row = this.#end++;
      if (row === this.place.length) this.#resize(row * 2);
    } else {
      this.#lastClosed = this.next[row] ?? NONE;
    }
    this.#openRows++;
    this.place[row] = IDLE;
    this.processing[row] = 0;
    this.held[row] = 0;
    return row;
  }

  /** The row must be open and in no list. From now on it is another's. */
  close(row: number): void {
    this.#openRows--;
    this.next[row] = this.#lastClosed;
    this.#lastClosed = row;
  }

  closeAll(): void {
    this.#end = 0;
    this.#openRows = 0;
    this.#lastClosed = NONE;
    if (this.place.length > MOST_ROWS_KEPT) this.#resize(FEWEST_ROWS);
  }

  /**
   * Moves the open rows together.
   * @param newRows for each row where it goes to: `NONE` if it is closed, else no higher than where it is. In order.
   */
  renumber(newRows: Int32Array): void {
    const { place, processing, held, priority, takenPriority, sinceMs, dueMs, delayOrder } = this;
    const facts = [place, processing, held, priority, takenPriority, sinceMs, dueMs, delayOrder];
    this.#end = 0;
    for (let row = 0; row < newRows.length; row++) {
      const newRow = newRows[row] ?? NONE;
      if (newRow === NONE) continue;
      this.#end = newRow + 1;
      for (const column of facts) column[newRow] = column[row] ?? 0;
      for (const links of [this.previous, this.next]) links[newRow] = newRows[links[row] ?? NONE] ?? NONE;
    }
    this.#lastClosed = NONE;
    this.#resize(Math.max(FEWEST_ROWS, 2 ** Math.ceil(Math.log2(this.#end))));
  }

  #resize(rows: number): void {
    this.place = copied(this.place, new Uint8Array(rows));
    this.processing = copied(this.processing, new Uint8Array(rows));
    this.held = copied(this.held, new Uint8Array(rows));
    this.priority = copied(this.priority, new Float64Array(rows));
    this.takenPriority = copied(this.takenPriority, new Float64Array(rows));
    this.sinceMs = copied(this.sinceMs, new Float64Array(rows));
    this.dueMs = copied(this.dueMs, new Float64Array(rows));
    this.delayOrder = copied(this.delayOrder, new Float64Array(rows));
    this.previous = copied(this.previous, new Int32Array(rows));
    this.next = copied(this.next, new Int32Array(rows));
  }
}

type Column = Uint8Array | Float64Array | Int32Array;

/** As much of a column as there is room for. */
function copied<C extends Column>(column: C, room: C): C {
  room.set(column.subarray(0, room.length));
  return room;
}
