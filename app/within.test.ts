import { beforeEach, describe, expect, it, type MockInstance, vi } from "vitest";
import { FakeClock } from "./fake-clock.ts";
import { within } from "./within.ts";

let clock: FakeClock;
let cleared: MockInstance<FakeClock["clearTimeout"]>;

beforeEach(() => {
  clock = new FakeClock();
  cleared = vi.spyOn(clock, "clearTimeout");
});

describe("within", () => {
  it("says yes for what is done in time, and leaves no timer", async () => {
    expect(await within(clock, 100, Promise.resolve("done"))).toBe(true);
    expect(cleared).toHaveBeenCalledOnce();
  });

  it("says no as soon as it is late", async () => {
    const inTime = within(clock, 100, new Promise(() => {}));
    void clock.advance(100);
    expect(await inTime).toBe(false);
  });

  it("rejects as the work does, and leaves no timer", async () => {
    await expect(within(clock, 100, Promise.reject(new Error("broken")))).rejects.toThrow("broken");
    expect(cleared).toHaveBeenCalledOnce();
  });

  // Vitest fails the run for a rejection that nobody handles.
  it("leaves no rejection unhandled when the work fails late", async () => {
    const work = new Promise((_resolve, reject) => {
      clock.setTimeout(() => reject(new Error("too late")), 200);
    });
    const inTime = within(clock, 100, work);
    await clock.advance(200);
    expect(await inTime).toBe(false);
  });
});
