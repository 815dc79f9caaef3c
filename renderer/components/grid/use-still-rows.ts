import { type PointerEvent, useEffect, useState } from "react";
import type { RowsState } from "../../live/rows-store.ts";

interface StillRows<T> {
  rows: RowsState<T, Error>;
  onPointerDown(event: PointerEvent): void;
}

/** The rows, standing still from when a row is pressed until it is let go: what is clicked must not move away meanwhile. */
export function useStillRows<T>(live: RowsState<T, Error>): StillRows<T> {
  const [pressed, setPressed] = useState<RowsState<T, Error>>();
  useEffect(() => {
    if (pressed === undefined) return undefined;
    const ended = new AbortController();
    // Not before the click, which comes after these in the same turn.
    const letGo = (): void => void setTimeout(() => setPressed(undefined));
    for (const type of ["pointerup", "pointercancel", "dragend", "blur"]) {
      window.addEventListener(type, letGo, { signal: ended.signal });
    }
    // What is scrolled into view is to be seen.
    window.addEventListener("scroll", letGo, { capture: true, signal: ended.signal });
    return () => ended.abort();
  }, [pressed]);
  return {
    rows: pressed ?? live,
    onPointerDown: ({ target }) => {
      if (target instanceof Element && target.closest("[data-index]") !== null) setPressed(live);
    },
  };
}
