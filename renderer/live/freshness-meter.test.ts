import { describe, expect, it } from "vitest";
import { FreshnessMeter } from "./freshness-meter.ts";

describe("FreshnessMeter", () => {
  it("finds nothing behind while no view shows anything", () => {
    const meter = new FreshnessMeter();
    meter.beat(10, 1_000);
    expect(meter.behindMs(9_000)).toBe(0);
  });

  it("counts a view's age from the first beat that it missed", () => {
    const meter = new FreshnessMeter();
    const view = {};
    meter.painted(view, 10);
    meter.beat(10, 1_000);
    meter.beat(12, 2_000);
    meter.beat(15, 3_000);
    expect(meter.behindMs(6_000)).toBe(4_000);
    meter.painted(view, 12);
    expect(meter.behindMs(6_000)).toBe(3_000);
    meter.painted(view, 15);
    expect(meter.behindMs(6_000)).toBe(0);
  });

  it("goes by the oldest of several views, and forgets one that is gone", () => {
    const meter = new FreshnessMeter();
    const slow = {};
    meter.painted({}, 20);
    meter.painted(slow, 5);
    meter.beat(20, 1_000);
    expect(meter.behindMs(3_000)).toBe(2_000);
    meter.forget(slow);
    expect(meter.behindMs(3_000)).toBe(0);
  });

  it("does not call a quiet fleet old", () => {
    const meter = new FreshnessMeter();
    meter.painted({}, 7);
    for (let second = 1; second < 100; second += 1) meter.beat(7, second * 1_000);
    expect(meter.behindMs(100_000)).toBe(0);
  });

  it("knows until when what each view has painted was true", () => {
    const meter = new FreshnessMeter();
    expect(meter.trueUntil(10)).toBeUndefined();
    meter.painted({}, 10);
    meter.beat(10, 1_000);
    meter.beat(12, 2_000);
    meter.beat(15, 3_000);
    meter.beat(15, 4_000);
    expect(meter.trueUntil(10)).toBe(2_000);
    expect(meter.trueUntil(12)).toBe(3_000);
    expect(meter.trueUntil(15)).toBe(4_000);
  });

  it("starts over when the engine opened an older database", () => {
    const meter = new FreshnessMeter();
    const view = {};
    meter.painted(view, 100);
    meter.beat(120, 1_000);
    meter.beat(50, 2_000);
    expect(meter.behindMs(5_000)).toBe(0);
    meter.painted(view, 50);
    meter.beat(51, 6_000);
    expect(meter.behindMs(7_000)).toBe(1_000);
  });
});
