/** So many keys without a value are kept before the map is made anew, so that a small one is not made anew all the time. */
const FEWEST_GONE = 1_024;

/**
 * A map for entries that come and go all the time.
 *
 * V8 gives a `Map` that entries are deleted from a new table every so often, and the former table holds on to the new one and
 * to all entries that it had. Once one of them is old enough to be left to the full garbage collection, all that ever was in
 * the map survives until that comes. Here a key that goes stays as one without a value, and once there are
 * as many of those as there are values, the rest moves to a new map.
 */
export class TransientMap<K, V> {
  #values = new Map<K, V | undefined>();
  #gone = 0;

  get(key: K): V | undefined {
    return this.#values.get(key);
  }

  set(key: K, value: V): void {
    const { size } = this.#values;
    const held = this.#values.get(key);
    this.#values.set(key, value);
    if (held === undefined && this.#values.size === size) this.#gone--;
  }

  delete(key: K): void {
    if (this.#values.get(key) === undefined) return;
    this.#values.set(key, undefined);
    this.#gone++;
    if (this.#gone >= FEWEST_GONE && this.#gone * 2 >= this.#values.size) this.#moveTheRest();
  }

  *values(): Generator<V, void, undefined> {
    for (const value of this.#values.values()) if (value !== undefined) yield value;
  }

  #moveTheRest(): void {
    const rest = new Map<K, V | undefined>();
    for (const [key, value] of this.#values) if (value !== undefined) rest.set(key, value);
    this.#values = rest;
    this.#gone = 0;
  }
}
