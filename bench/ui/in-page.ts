import type { Page } from "@playwright/test";

/** What is done and observed within the page, so that no way between processes is measured along. */

/** The text of the first cell that tells rows apart. */
const FIRST_NAME = "[role=grid] [data-index='0'] a, [role=grid] [data-index='0']";

export interface Change {
  /** A click on what this selects, a new hash, or Enter in the field that this selects, with this text in it. */
  click?: string;
  hash?: string;
  ask?: { field: string; text: string };
  /** The change is there when the first row's text holds this, or, without it, when it is another row than before. */
  firstRow?: string;
}

/** ms from the change to the first rows of its answer on screen. */
export function timeToRows(page: Page, change: Change): Promise<number> {
  return page.evaluate(
    async ({ click, hash, ask, firstRow, selector }) => {
      const first = (): string => document.querySelector(selector)?.textContent ?? "";
      const before = first();
      const field = ask && document.querySelector<HTMLElement>(ask.field);
      if (ask && field) {
        field.focus();
        document.execCommand("selectAll");
        if (ask.text === "") document.execCommand("delete");
        else document.execCommand("insertText", false, ask.text);
        await new Promise(requestAnimationFrame);
      }
      const startedAt = performance.now();
      field?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", code: "Enter", keyCode: 13, bubbles: true }));
      if (click !== undefined) document.querySelector<HTMLElement>(click)?.click();
      if (hash !== undefined) window.location.hash = hash;
      return new Promise<number>((resolve, reject) => {
        const look = (): void => {
          const shown = first();
          const isThere = firstRow === undefined ? shown !== "" && shown !== before : shown.includes(firstRow);
          // The task right after the frame, ahead of whatever else waits: the rows are painted by then.
          const stop = (): void => resolve(performance.now() - startedAt);
          if (isThere) requestAnimationFrame(() => void scheduler.postTask(stop, { priority: "user-blocking" }));
          else if (performance.now() - startedAt > 10_000)
            reject(new Error(`No answer to ${JSON.stringify({ click, hash, ask, firstRow })}: ${shown}`));
          else requestAnimationFrame(look);
        };
        look();
      });
    },
    { ...change, selector: FIRST_NAME },
  );
}

/** Begins to note how long after each key what it typed is on screen; `typingTimes` has them, ms. */
export async function watchTyping(page: Page): Promise<() => Promise<number[]>> {
  const times = await page.evaluateHandle(() => {
    const noted: number[] = [];
    window.addEventListener(
      "keydown",
      (event) => requestAnimationFrame(() => setTimeout(() => noted.push(performance.now() - event.timeStamp))),
      true,
    );
    return noted;
  });
  return () => times.jsonValue();
}

/** Begins to note how old the stamps in the table's rows are when they are painted, ms. */
export async function watchStamps(page: Page): Promise<() => Promise<number[]>> {
  const ages = await page.evaluateHandle(() => {
    const noted: number[] = [];
    const grid = document.querySelector("[role=grid]");
    const observer = new MutationObserver((mutations) => {
      const stamps = new Set<number>();
      for (const { target } of mutations) {
        const stamp = /^at (\d{13})$/.exec(target.textContent ?? "")?.[1];
        if (stamp !== undefined) stamps.add(Number(stamp));
      }
      if (stamps.size === 0) return;
      requestAnimationFrame(() =>
        setTimeout(() => {
          for (const stamp of stamps) noted.push(Date.now() - stamp);
        }),
      );
    });
    if (grid) observer.observe(grid, { subtree: true, childList: true, characterData: true });
    return noted;
  });
  return () => ages.evaluate((noted) => noted.splice(0));
}

export interface Scrolled {
  /** ms; 0 when no task took longer than 50 ms, which is what the browser reports. */
  longestTaskMs: number;
  /** From the last movement on until every row in view has its text. */
  blankFrames: number;
  frames: number;
}

/** Scrolls the grid from the first to the last row within so many ms, and watches. */
export function scrollThrough(page: Page, durationMs: number): Promise<Scrolled> {
  return page.evaluate(async (duration) => {
    const grid = document.querySelector<HTMLElement>("[role=grid]");
    if (!grid) throw new Error("There is no grid.");
    let longestTaskMs = 0;
    const observer = new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longestTaskMs = Math.max(longestTaskMs, entry.duration);
    });
    observer.observe({ type: "longtask" });
    const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
    const isBlank = (): boolean => {
      const view = grid.getBoundingClientRect();
      const rows = [...grid.querySelectorAll<HTMLElement>("[data-index]")].filter((row) => {
        const { top, bottom } = row.getBoundingClientRect();
        return bottom > view.top && top < view.bottom;
      });
      return rows.length === 0 || rows.some((row) => row.textContent === "");
    };
    const end = grid.scrollHeight - grid.clientHeight;
    const startedAt = performance.now();
    let frames = 0;
    for (let share = 0; share < 1; frames++) {
      share = Math.min(((await frame()) - startedAt) / duration, 1);
      grid.scrollTop = end * Math.max(share, 0);
    }
    let blankFrames = 0;
    for (await frame(); isBlank() && blankFrames < 600; await frame()) blankFrames += 1;
    // Long tasks are reported after they are over.
    await new Promise((resolve) => setTimeout(resolve, 200));
    observer.disconnect();
    return { longestTaskMs, blankFrames, frames };
  }, durationMs);
}
