/** Whether somebody may wait for it. @throws whatever it throws when it is looked at. */
export function isThenable(value: unknown): value is PromiseLike<unknown> {
  return typeof value === "object" && value !== null && "then" in value && typeof value.then === "function";
}
