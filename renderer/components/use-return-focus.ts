import { type RefObject, useEffect, useState } from "react";
import { focusScreen } from "./focus-screen.ts";

/**
 * Gives the focus back to what had it when the component came, once that is gone: for dialogs that leave the page instead
 * of closing. Where it cannot have it any more, the screen gets it, so that the keyboard goes on from there.
 *
 * @param opener what opened it, where that is not what had the focus: the button of a menu, whose items leave with it
 */
export function useReturnFocus(opener?: RefObject<HTMLElement | null>): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // What follows from it is painted first: a button that is of no more use, say.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const target = opener ? opener.current : before;
        if (target instanceof HTMLElement) target.focus();
        if (document.activeElement === document.body) focusScreen();
      });
    },
    [before, opener],
  );
}
