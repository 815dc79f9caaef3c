/** What a heap needs of its items. They carry their own position, so that one can leave or move without a search. */
export interface HeapItem {
  /** The smallest comes first ... */
  rank: number;
  /** ... and among equals the one with the smallest order. */
  order: number;
  /** Where the heap holds it; -1 while it is in none. Written by the heap only. */
  heapIndex: number;
}

/** Four children a node: half the depth of a binary heap, and siblings share cache lines. */
const ARITY = 4;

/** A priority queue in which every operation on any item is O(log n). */
export class IndexedHeap<T extends HeapItem> implements Iterable<T> {
  readonly #items: T[] = [];

  get length(): number {
    return this.#items.length;
  }

  /** The first item, which stays. */
  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    this.#items.push(item);
    this.#siftUp(item, this.#items.length - 1);
  }

  pop(): T | undefined {
    const first = this.#items[0];
    if (first !== undefined) this.remove(first);
    return first;
  }

  /** Does nothing for an item that is in no heap. */
  remove(item: T): void {
    const index = item.heapIndex;
    if (index < 0) return;
    item.heapIndex = -1;
    const last = this.#items.pop();
    if (last === undefined || last === item) return;
    this.#siftDown(last, index);
    if (last.heapIndex === index) this.#siftUp(last, index);
  }

  /** In no particular order. */
  [Symbol.iterator](): Iterator<T> {
    return this.#items.values();
  }

  #siftUp(item: T, from: number): void {
    const items = this.#items;
    let index = from;
    while (index > 0) {
      const parentIndex = (index - 1) >> 2;
      const parent = items[parentIndex];
      if (parent === undefined || !isBefore(item, parent)) break;
      items[index] = parent;
      parent.heapIndex = index;
      index = parentIndex;
    }
    items[index] = item;
    item.heapIndex = index;
  }

  #siftDown(item: T, from: number): void {
    const items = this.#items;
    let index = from;
    for (;;) {
      const firstChild = index * ARITY + 1;
      let least: T = item;
      let leastIndex = index;
      for (let child = firstChild; child < firstChild + ARITY; child++) {
        const candidate = items[child];
        if (candidate === undefined) break;
        if (isBefore(candidate, least)) {
          least = candidate;
          leastIndex = child;
        }
      }
      if (leastIndex === index) break;
      items[index] = least;
      least.heapIndex = index;
      index = leastIndex;
    }
    items[index] = item;
    item.heapIndex = index;
  }
}

function isBefore(a: HeapItem, b: HeapItem): boolean {
  return a.rank < b.rank || (a.rank === b.rank && a.order < b.order);
}
