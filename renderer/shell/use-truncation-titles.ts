import { useEffect } from "react";

/** What is cut off with an ellipsis is told in full when the mouse rests on it, anywhere in the window; to be used once. */
export function useTruncationTitles(): void {
  useEffect(() => {
    const onMouseOver = ({ target }: MouseEvent): void => {
      if (!(target instanceof HTMLElement) || target.closest("[title]") !== null) return;
      if (target.scrollWidth <= target.clientWidth || target.textContent === "") return;
      if (getComputedStyle(target).textOverflow !== "ellipsis") return;
      target.title = target.textContent;
      // What it says may be something else by the next time.
      target.addEventListener("mouseleave", () => target.removeAttribute("title"), { once: true });
    };
    document.addEventListener("mouseover", onMouseOver, { passive: true });
    return () => document.removeEventListener("mouseover", onMouseOver);
  }, []);
}
