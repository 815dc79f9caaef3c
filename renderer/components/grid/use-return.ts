import { type RefObject, useLayoutEffect, useRef } from "react";
import type { RowsState } from "../../live/rows-store.ts";
import type { KeptPlace } from "../../shell/use-kept-place.ts";

/** Where somebody is in a list. */
export interface GridPlace {
  /** px */
  top: number;
  cursor: number | undefined;
}

/** Every answer begins at its top; the first one of a list that somebody comes back to, where it was left. */
export function useReturn<T>(
  scroller: RefObject<HTMLDivElement | null>,
  { answers, total }: RowsState<T, Error>,
  place: KeptPlace<GridPlace> | undefined,
  cursor: number | undefined,
): void {
  const seen = useRef<number>(undefined);
  const arrived = useRef<KeptPlace<GridPlace>>(undefined);
  const hasAnswer = total !== undefined;
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element || !hasAnswer || seen.current === answers) return;
    const isFirst = seen.current === undefined;
    seen.current = answers;
    const before = arrived.current === place ? undefined : place?.before;
    arrived.current = place;
    // A grid that is new is at its top, and to put it there would have it laid out once more.
    if (before || !isFirst) element.scrollTo({ top: before?.top ?? 0 });
    if (before && !isAnythingFocused()) element.focus({ preventScroll: true });
  }, [scroller, place, hasAnswer, answers]);
  useLayoutEffect(() => {
    const element = scroller.current;
    return () => {
      if (element) place?.keep({ top: element.scrollTop, cursor });
    };
  }, [scroller, place, cursor]);
}

/** Whether more than the screen as a whole has the focus. */
function isAnythingFocused(): boolean {
  const { activeElement } = document;
  return activeElement !== document.body && activeElement !== document.querySelector("main");
}
