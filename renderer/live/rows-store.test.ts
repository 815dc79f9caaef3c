import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CallFailure } from "./call-failure.ts";
import type { RowRange } from "./row-range.ts";
import { type FollowRows, rowAt, RowsStore } from "./rows-store.ts";

interface Item {
  name: string;
  state: string;
}

interface Asked {
  query: string;
  range: RowRange;
  open: boolean;
  answer(total: number, state?: string): void;
  refuse(message: string): void;
}

/** An engine whose answers the test gives by hand. */
function fakeEngine() {
  const asked: Asked[] = [];
  const follow: FollowRows<string, Item> = (query, range, { onPage, onPhase }) => {
    const entry: Asked = {
      query,
      range,
      open: true,
      answer(total, state = "ready") {
        const count = Math.max(Math.min(range.limit, total - range.offset), 0);
        const rows = Array.from({ length: count }, (_, index) => ({ name: `${query}${range.offset + index}`, state }));
        onPage({ rows, total, sequence: total });
      },
      refuse: (message) => onPhase("refused", new CallFailure({ code: "Invalid", message })),
    };
    asked.push(entry);
    return () => {
      entry.open = false;
    };
  };
  return { asked, store: new RowsStore(follow, (item: Item) => item.name), last: () => asked[asked.length - 1] };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a list too long to hold", () => {
  it("keeps what is painted until the next stretch is here", () => {
    const { store, last } = fakeEngine();
    store.ask("a");
    last()?.answer(100_000);
    store.look({ first: 50_000, last: 50_039 });
    expect(rowAt(store.getState(), 10)).toEqual({ name: "a10", state: "ready" });
    last()?.answer(100_000);
    expect(rowAt(store.getState(), 50_010)).toEqual({ name: "a50010", state: "ready" });
  });

  it("asks for one stretch at a time, then for where the view has come to", () => {
    const { store, asked, last } = fakeEngine();
    store.ask("a");
    last()?.answer(100_000);
    for (let first = 1_000; first <= 90_000; first += 1_000) store.look({ first, last: first + 39 });
    expect(asked).toHaveLength(2);
    last()?.answer(100_000);
    expect(asked).toHaveLength(3);
    last()?.answer(100_000);
    expect(rowAt(store.getState(), 90_020)?.name).toBe("a90020");
    expect(asked.filter((entry) => entry.open)).toHaveLength(1);
  });

  it("asks a new question for what is on screen first, and for what is around it once that is painted", () => {
    const { store, asked, last } = fakeEngine();
    store.look({ first: 500, last: 539 });
    store.ask("a");
    expect(last()?.range).toEqual({ offset: 0, limit: 50 });
    last()?.answer(100_000);
    store.look({ first: 0, last: 39 });
    expect(asked).toHaveLength(1);
    vi.advanceTimersByTime(100);
    expect(last()?.range).toEqual({ offset: 0, limit: 150 });
    last()?.answer(100_000);
    expect(rowAt(store.getState(), 149)?.name).toBe("a149");
    expect(store.getState().answers).toBe(1);
  });

  it("asks for no more of a list that it holds whole", () => {
    const { store, asked, last } = fakeEngine();
    store.ask("a");
    last()?.answer(50);
    vi.advanceTimersByTime(1_000);
    expect(asked).toHaveLength(1);
  });

  it("does not wait to ask for rows that are not there where the view has come to", () => {
    const { store, last } = fakeEngine();
    store.ask("a");
    last()?.answer(100_000);
    store.look({ first: 40, last: 79 });
    expect(last()?.range).toEqual({ offset: 25, limit: 75 });
  });

  it("shows the rows of the old question until the new one is answered, then counts an answer", () => {
    const { store, last } = fakeEngine();
    store.ask("a");
    last()?.answer(10);
    store.ask("b");
    expect(rowAt(store.getState(), 0)?.name).toBe("a0");
    last()?.answer(3);
    expect(store.getState()).toMatchObject({ total: 3, answers: 2 });
    expect(rowAt(store.getState(), 0)?.name).toBe("b0");
    expect(rowAt(store.getState(), 5)).toBeUndefined();
  });

  it("forgets a question that was replaced before its answer", () => {
    const { store, asked } = fakeEngine();
    store.ask("n");
    store.ask("ni");
    store.ask("nid");
    expect(asked.map((entry) => entry.open)).toEqual([false, false, true]);
  });

  it("keeps the last good rows, live, when a question is refused, and says why", () => {
    const { store, asked, last } = fakeEngine();
    store.ask("a");
    last()?.answer(10);
    store.ask("bad(");
    last()?.refuse("unexpected ( at 4");
    expect(store.getState()).toMatchObject({ phase: "refused", total: 10, error: { message: "unexpected ( at 4" } });
    asked[0]?.answer(11, "changed");
    expect(store.getState().total).toBe(11);
  });

  it("calls itself slow only when an answer takes longer than 200 ms", () => {
    const { store, last } = fakeEngine();
    store.ask("a");
    vi.advanceTimersByTime(199);
    expect(store.getState().slow).toBe(false);
    vi.advanceTimersByTime(1);
    expect(store.getState().slow).toBe(true);
    last()?.answer(1);
    expect(store.getState().slow).toBe(false);
    vi.advanceTimersByTime(1_000);
    expect(store.getState().slow).toBe(false);
  });

  it("says as of when its rows are, of the stretch that is painted", () => {
    const { store, last } = fakeEngine();
    store.ask("a");
    expect(store.painted()).toBeUndefined();
    last()?.answer(10);
    store.ask("b");
    expect(store.painted()).toBe(10);
    last()?.answer(12);
    expect(store.painted()).toBe(12);
  });

  it("keeps the identity of rows that did not change", () => {
    const { store, last } = fakeEngine();
    store.ask("a");
    last()?.answer(10);
    const before = rowAt(store.getState(), 3);
    last()?.answer(10);
    expect(rowAt(store.getState(), 3)).toBe(before);
    last()?.answer(10, "changed");
    expect(rowAt(store.getState(), 3)).not.toBe(before);
  });

  it("closes everything that it followed", () => {
    const { store, asked, last } = fakeEngine();
    store.ask("a");
    last()?.answer(100_000);
    store.look({ first: 9_000, last: 9_039 });
    store.close();
    expect(asked.some((entry) => entry.open)).toBe(false);
  });
});
