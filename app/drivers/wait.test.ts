import { describe, expect, test, vi } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { untilAborted, withDeadline } from "./wait.ts";

const START = 1_000_000;

function ask<T>(question: (signal: AbortSignal) => Promise<T>) {
  const clock = new FakeClock(START);
  const outer = new AbortController();
  const answer = withDeadline(clock, 100, outer.signal, () => new Error("too late"), question);
  return { clock, outer, answer };
}

describe("a question with a deadline", () => {
  test("comes to what was answered in time, and is not told to stop later", async () => {
    let asked: AbortSignal | undefined;
    const { clock, outer, answer } = ask(async (signal) => {
      asked = signal;
      return "yes";
    });
    expect(await answer).toBe("yes");
    await clock.advance(100);
    outer.abort();
    expect(asked?.aborted).toBe(false);
  });

  test("fails as it failed, also when it fails before it waits for anything", async () => {
    const { answer } = ask(() => {
      throw new Error("no such machine");
    });
    await expect(answer).rejects.toThrow("no such machine");
  });

  test("is told to stop when its time is up, with the reason", async () => {
    let told: unknown;
    const { clock, answer } = ask((signal) => {
      signal.addEventListener("abort", () => (told = signal.reason));
      return untilAborted(signal);
    });
    await Promise.all([expect(answer).rejects.toThrow("too late"), clock.advance(100)]);
    expect(told).toMatchObject({ message: "too late" });
  });

  test("fails when its time is up though it takes no notice", async () => {
    const { clock, answer } = ask(() => new Promise<never>(() => {}));
    await Promise.all([expect(answer).rejects.toThrow("too late"), clock.advance(100)]);
  });

  test("is told to stop when whoever asked is told to, before and while it waits", async () => {
    const { outer, answer } = ask(untilAborted);
    outer.abort(new Error("closing"));
    await expect(answer).rejects.toThrow("closing");

    const aborted = AbortSignal.abort(new Error("closed"));
    const late = withDeadline(new FakeClock(START), 100, aborted, () => new Error("too late"), untilAborted);
    await expect(late).rejects.toThrow("closed");
  });

  test("has no deadline left once whoever asked is told to stop, though it takes no notice", async () => {
    const clock = new FakeClock(START);
    const outer = new AbortController();
    const timeOut = vi.fn<() => Error>(() => new Error("too late"));
    const answer = withDeadline(clock, 100, outer.signal, timeOut, () => new Promise<never>(() => {}));
    outer.abort(new Error("closing"));
    await expect(answer).rejects.toThrow("closing");
    await clock.advance(100);
    expect(timeOut).not.toHaveBeenCalled();
  });
});
