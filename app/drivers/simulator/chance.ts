import { hash } from "node:crypto";

/** What a draw decides: draws for different purposes have nothing to do with each other. */
export type Purpose = "latency" | "failure" | "hang" | "boot" | "bootHang" | "shutdown" | "drift";

/** A number from 0 up to 1 that is the same for the same machine, purpose and count, in every process. */
export function draw(seed: number, machine: string, purpose: Purpose, count: number): number {
  return hash("sha1", `${seed}/${machine}/${purpose}/${count}`, "buffer").readUInt32BE(0) / 2 ** 32;
}

/** Spreads `mean` evenly over `mean * (1 ± spread)`; a whole number. */
export function around(mean: number, spread: number, drawn: number): number {
  return Math.round(mean * (1 - spread + 2 * spread * drawn));
}

/** Turns an even draw into the time to an event that is as likely at any moment (an exponential distribution); a whole number. */
export function timeToEvent(mean: number, drawn: number): number {
  return Math.round(-mean * Math.log(1 - drawn));
}
