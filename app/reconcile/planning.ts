import { AsyncLocalStorage } from "node:async_hooks";
import type { EventBus } from "../events/event-bus.ts";
import type { Client } from "./client.ts";

/** What a reconciler works with while it plans: neither writes anything. */
export interface Planning {
  client: Client;
  eventBus: EventBus;
}

/**
 * Told by what the code was called by, as several plans and reconciles of one reconciler may be under way at once, and
 * nothing that a plan calls need hand it on.
 */
const planning = new AsyncLocalStorage<Planning | undefined>();

/** What to work with in place of the usual, where the code that runs right now was called by a plan. */
export function currentPlanning(): Planning | undefined {
  return planning.getStore();
}

let underWay = 0;

/** Calls what makes a plan. While one is under way every promise of the process takes more than twice as long, and not after it. */
export async function runPlanning<T>(parts: Planning, makePlan: () => Promise<T>): Promise<T> {
  underWay++;
  try {
    return await planning.run(parts, makePlan);
  } finally {
    underWay--;
    if (underWay === 0) planning.disable();
  }
}

/** Calls what is no part of a plan, although a plan is what led to it. */
export function leavePlanning<T>(run: () => T): T {
  return planning.run(undefined, run);
}
