import { useSyncExternalStore } from "react";

/** The numbers of the mouse's buttons for Back and Forward. */
const BACK_BUTTON = 3;
const FORWARD_BUTTON = 4;

export function goBack(): void {
  window.history.back();
}

export function goForward(): void {
  window.history.forward();
}

/** Whether there is a place before this one, and one after it. */
export function useHistoryEnds(): { canGoBack: boolean; canGoForward: boolean } {
  const canGoBack = useSyncExternalStore(subscribe, () => window.navigation.canGoBack);
  const canGoForward = useSyncExternalStore(subscribe, () => window.navigation.canGoForward);
  return { canGoBack, canGoForward };
}

/** Tells this place of the history from the others, also after one has come back to it. */
export function useHistoryEntry(): string {
  return useSyncExternalStore(subscribe, () => window.navigation.currentEntry?.key ?? "");
}

/** Lets the mouse's own buttons lead back and forth; to be called once. @returns ends that */
export function followMouseButtons(): () => void {
  window.addEventListener("mouseup", onMouseUp);
  return () => window.removeEventListener("mouseup", onMouseUp);
}

function subscribe(onChange: () => void): () => void {
  window.navigation.addEventListener("currententrychange", onChange);
  return () => window.navigation.removeEventListener("currententrychange", onChange);
}

function onMouseUp(event: MouseEvent): void {
  if (event.button !== BACK_BUTTON && event.button !== FORWARD_BUTTON) return;
  event.preventDefault();
  if (event.button === BACK_BUTTON) goBack();
  else goForward();
}
