import { useStore } from "zustand";
import { useNow } from "./clock.ts";
import { meter } from "./hub.ts";
import { engineStore } from "./stores.ts";

/** How far what the window shows can be trusted. */
export type Freshness =
  | { state: "live" }
  | { state: "behind"; seconds: number }
  | { state: "starting" | "stopping" | "stopped" | "failed"; problem: string | undefined };

/** The engine and every view speak at least once a second; a little longer may be the machine. */
const patienceMs = 2_500;

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
