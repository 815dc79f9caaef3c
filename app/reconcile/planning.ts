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

/** Calls what is part of a plan, or, with undefined, what is not although a plan is what led to it. */
export function runPlanning<T>(parts: Planning | undefined, run: () => T): T {
  return planning.run(parts, run);
}
