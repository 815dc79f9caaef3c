import { setImmediate } from "node:timers/promises";
import type { WorkQueue } from "../work-queue.ts";

/** What the promise resolved with so far; "waiting" if it has not. */
export async function outcome<T>(promise: Promise<T>): Promise<T | "waiting"> {
  return Promise.race([promise, setImmediate("waiting" as const)]);
}

/** Takes what is ready now, and finishes none of it. */
export async function takeAll<T>(queue: WorkQueue<T>): Promise<T[]> {
  const items: T[] = [];
  for (let length = queue.length; length > 0; length--) {
    const item = await queue.get();
    if (item !== undefined) items.push(item);
  }
  return items;
}
