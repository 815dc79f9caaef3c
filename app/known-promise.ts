/** Where a promise that was resolved from the start keeps what it resolves with. */
const VALUE = Symbol("value");

interface KnownPromise<T> extends Promise<T> {
  [VALUE]: T;
}

/**
 * A promise resolved with `value` that tells so to whoever cannot afford to wait for a turn of the microtask queue. To
 * everybody else it is a promise like any other.
 */
export function known<T>(value: T): Promise<T> {
  const promise: Promise<T> & { [VALUE]?: T } = Promise.resolve(value);
  promise[VALUE] = value;
  return promise;
}

/** Whether `known` made the promise: then `valueOf` tells what it resolves with. */
export function isKnown<T>(promise: Promise<T>): promise is KnownPromise<T> {
  return VALUE in promise;
}

export function valueOf<T>(promise: KnownPromise<T>): T {
  return promise[VALUE];
}

/** Something without a result that was done at once. */
export const DONE: Promise<void> = known(undefined);
