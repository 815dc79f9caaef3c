import { useSyncExternalStore } from "react";

/** One timer for all that shows passing time: a second's beat, only while something shows it and somebody sees it. */
const beatMs = 1_000;
const listeners = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let now = Date.now();
let visibleSince = Date.now();

/** Since when the window is seen, or was the last time, ms since the epoch. */
export function shownAt(): number {
  return visibleSince;
}

function beat(): void {
  now = Date.now();
  for (const listener of listeners) listener();
}

function arrange(): void {
  const wanted = listeners.size > 0 && document.visibilityState === "visible";
  if (wanted && timer === undefined) {
    now = Date.now();
    timer = setInterval(beat, beatMs);
  } else if (!wanted && timer !== undefined) {
    clearInterval(timer);
    timer = undefined;
  }
}

document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") visibleSince = Date.now();
  arrange();
  if (timer !== undefined) beat();
});

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  arrange();
  return () => {
    listeners.delete(listener);
    arrange();
  };
}

/** The time, ms since the epoch, as of the last beat. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now);
}

/** What `text` says of the time; the component is painted again only when it says something else. */
export function useTimeText(text: (now: number) => string): string {
  return useSyncExternalStore(subscribe, () => text(now));
}
