import { IDLE, type EntryFacts } from "./entry-facts.ts";
import { OwnLinks, type Linked } from "./entry-list.ts";

/** By the number for it in `EntryFacts`. */
const PLACES = ["idle", "ready", "delayed", "dirty", "held"] as const;

export type Place = (typeof PLACES)[number];

/**
 * The queue's share of a thing that can be queued. The thing itself is the queue's entry: whoever has it at hand queues
 * it without a look-up, and nothing is allocated. Use: `class WorkEntry extends
 * QueueEntry<WorkEntry> { ... }` and `new EntryQueue(new OwnFields<WorkEntry>())`. Everything here is written by its `EntryQueue`
 * alone; others read it. The meanings are those of `EntryFacts`. A queue can hold a million of them, so every field counts.
 */
export abstract class QueueEntry<E extends QueueEntry<E>> implements Linked<E> {
  placeNumber = IDLE;
  processing = false;
  held = false;
  priority = 0;
  takenPriority = 0;
  sinceMs = 0;
  dueMs = 0;
  delayOrder = 0;
  previous: E | undefined = undefined;
  next: E | undefined = undefined;

  get place(): Place {
    return PLACES[this.placeNumber] ?? "idle";
  }
}

/** Orders delayed entries of one queue: the one that falls due sooner first, then first come. */
export function byDueTime<E extends QueueEntry<E>>(a: E, b: E): number {
  return a.dueMs - b.dueMs || a.delayOrder - b.delayOrder;
}

/** For queues whose entries are objects: what is known of an entry is in its own fields. */
export class OwnFields<E extends QueueEntry<E>> extends OwnLinks<E> implements EntryFacts<E> {
  place(entry: E): number {
    return entry.placeNumber;
  }

  setPlace(entry: E, place: number): void {
    entry.placeNumber = place;
  }

  isProcessing(entry: E): boolean {
    return entry.processing;
  }

  isHeld(entry: E): boolean {
    return entry.held;
  }

  setHeld(entry: E, held: boolean): void {
    entry.held = held;
  }

  priority(entry: E): number {
    return entry.priority;
  }

  setPriority(entry: E, priority: number): void {
    entry.priority = priority;
  }

  sinceMs(entry: E): number {
    return entry.sinceMs;
  }

  setSinceMs(entry: E, sinceMs: number): void {
    entry.sinceMs = sinceMs;
  }

  take(entry: E, nowMs: number): void {
    entry.placeNumber = IDLE;
    entry.processing = true;
    entry.takenPriority = entry.priority;
    entry.sinceMs = nowMs;
  }

  finish(entry: E, nowMs: number): void {
    entry.processing = false;
    entry.sinceMs = nowMs;
  }

  dueMs(entry: E): number {
    return entry.dueMs;
  }

  setDueMs(entry: E, dueMs: number): void {
    entry.dueMs = dueMs;
  }

  delayOrder(entry: E): number {
    return entry.delayOrder;
  }

  setDelayOrder(entry: E, delayOrder: number): void {
    entry.delayOrder = delayOrder;
  }
}
