import { type FocusEvent, type KeyboardEvent, useState } from "react";
import { directionOf, nearest, type Place } from "../../../components/spatial/nearest.ts";

/**
 * One tab stop for many: arrows lead from item to item by where they are on screen, Home and End to the first and the last.
 * Items carry `data-roving` with their id, and `tabIndex` 0 if they are the current one.
 */
export function useRovingFocus(first: string | undefined, isThere: (id: string) => boolean) {
  const [chosen, choose] = useState<string>();
  return {
    /** The item that Tab leads to. */
    current: chosen !== undefined && isThere(chosen) ? chosen : first,
    handlers: {
      onFocus(event: FocusEvent<HTMLElement>): void {
        const id = itemOf(event.target)?.dataset["roving"];
        if (id !== undefined) choose(id);
      },
      onKeyDown(event: KeyboardEvent<HTMLElement>): void {
        if (event.ctrlKey || event.metaKey || event.altKey) return;
        const from = itemOf(event.target);
        const target = from && targetOf(event.key, from, [...event.currentTarget.querySelectorAll<HTMLElement>(items)]);
        if (!target) return;
        event.preventDefault();
        target.focus();
      },
    },
  };
}

const items = "[data-roving]";

function itemOf(target: EventTarget): HTMLElement | undefined {
  return (target instanceof Element && target.closest<HTMLElement>(items)) || undefined;
}

function targetOf(key: string, from: HTMLElement, all: readonly HTMLElement[]): HTMLElement | undefined {
  if (key === "Home") return all[0];
  if (key === "End") return all.at(-1);
  const direction = directionOf(key);
  if (direction === undefined) return undefined;
  return nearest(all.map(placeOf), placeOf(from), direction)?.element;
}

function placeOf(element: HTMLElement): Place & { element: HTMLElement } {
  const { x, y, width, height } = element.getBoundingClientRect();
  return { id: element.dataset["roving"] ?? "", x: x + width / 2, y: y + height / 2, element };
}
