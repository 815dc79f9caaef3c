import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { shownAt, useTimeText } from "./clock.ts";
import { meter } from "./hub.ts";
import { patienceMs, staleSince } from "./stale-since.ts";
import { engineStore } from "./stores.ts";

/** How far what the window shows can be trusted. */
export type Freshness =
  | { state: "live" }
  | { state: "behind"; seconds: number }
  | { state: "starting" | "stopping" | "stopped" | "failed"; problem: string | undefined };

export function useFreshness(): Freshness {
  const { state, problem, phase, error } = useStore(
    engineStore,
    useShallow((engine) => ({
      state: engine.message?.state,
      problem: engine.message?.problem,
      phase: engine.phase,
      error: engine.error?.message,
    })),
  );
  const behind = useTimeText((now) => String(secondsBehind(now)));
  if (state === undefined) return { state: phase === "connecting" ? "starting" : "failed", problem: error };
  if (state !== "running") return { state, problem };
  return behind === "0" ? { state: "live" } : { state: "behind", seconds: Number(behind) };
}

/** 0 for no more than one has patience for. What the engine could not say while nobody saw the window does not count. */
function secondsBehind(now: number): number {
  const heardAt = engineStore.getState().message?.at ?? now;
  const behindMs = Math.max(now - Math.max(heardAt, shownAt()), meter.behindMs(now));
  return behindMs > patienceMs ? Math.round(behindMs / 1_000) : 0;
}

/** The sequence that a view has painted; undefined while it shows nothing yet. */
export type Painted = () => number | undefined;

/** What `text` says of a view that shows what was; "" of one that shows what is. */
export function useStaleText(painted: Painted, text: (stale: { since: number; now: number }) => string): string {
  const isRunning = useEngineIsRunning();
  return useTimeText((now) => {
    const since = staleSince(painted(), { isRunning, meter, shownAt: shownAt() }, now);
    return since === undefined ? "" : text({ since, now });
  });
}

export function useEngineIsRunning(): boolean {
  return useStore(engineStore, ({ message }) => message?.state === "running");
}
