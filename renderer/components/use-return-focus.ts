import { useEffect, useState } from "react";

/**
 * Gives the focus back to what had it when the component came, once that is gone: for dialogs that leave the page instead
 * of closing. Where it cannot have it any more, the screen gets it, so that the keyboard goes on from there.
 */
export function useReturnFocus(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // What follows from it is painted first: a button that is of no more use, say.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        if (before instanceof HTMLElement) before.focus();
        if (document.activeElement === document.body) document.querySelector("main")?.focus();
      });
    },
    [before],
  );
}
