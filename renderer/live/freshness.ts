import { useStore } from "zustand";
import { useNow, useTimeText } from "./clock.ts";
import { meter } from "./hub.ts";
import { patienceMs, staleSince } from "./stale-since.ts";
import { engineStore } from "./stores.ts";

/** How far what the window shows can be trusted. */
export type Freshness =
  | { state: "live" }
  | { state: "behind"; seconds: number }
  | { state: "starting" | "stopping" | "stopped" | "failed"; problem: string | undefined };

export function useFreshness(): Freshness {
  const message = useStore(engineStore, (engine) => engine.message);
  const phase = useStore(engineStore, (engine) => engine.phase);
  const error = useStore(engineStore, (engine) => engine.error);
  const now = useNow();
  if (!message) return { state: phase === "connecting" ? "starting" : "failed", problem: error?.message };
  if (message.state !== "running") return { state: message.state, problem: message.problem };
  const behindMs = Math.max(now - message.at, meter.behindMs(now));
  return behindMs > patienceMs ? { state: "behind", seconds: Math.round(behindMs / 1_000) } : { state: "live" };
}

/** The sequence that a view has painted; undefined while it shows nothing yet. */
export type Painted = () => number | undefined;

/** What `text` says of a view that shows what was; "" of one that shows what is. */
export function useStaleText(painted: Painted, text: (stale: { since: number; now: number }) => string): string {
  const isRunning = useEngineIsRunning();
  return useTimeText((now) => {
    const since = staleSince(painted(), { isRunning, meter }, now);
    return since === undefined ? "" : text({ since, now });
  });
}

export function useEngineIsRunning(): boolean {
  return useStore(engineStore, ({ message }) => message?.state === "running");
}
