import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FreshnessMeter } from "./freshness-meter.ts";
import { StreamHub, type StreamPhase } from "./stream-hub.ts";
import { FakeBridge } from "./testing/fake-bridge.ts";

const counts = { ready: 0, processing: 0, delayed: 0, backoff: 0, paused: 0 };
const queue = (sequence: number) => ({ counts, items: [], total: sequence, workers: [], sequence });
const away = { code: "Unavailable", message: "the engine is restarting" } as const;

function followQueue(bridge = new FakeBridge(), options: { whileHidden?: boolean } = {}) {
  const meter = new FreshnessMeter();
  const hub = new StreamHub(bridge, meter);
  const totals: number[] = [];
  const phases: StreamPhase[] = [];
  const close = hub.follow(
    "queue",
    { limit: 10 },
    { onMessage: ({ total }) => totals.push(total), onPhase: (phase) => phases.push(phase) },
    options,
  );
  return { bridge, hub, meter, totals, phases, close };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("a stream that is followed", () => {
  it("hands on each message and is live from the first", () => {
    const { bridge, totals, phases } = followQueue();
    bridge.last.send(queue(1));
    bridge.last.send(queue(2));
    expect(totals).toEqual([1, 2]);
    expect(phases).toEqual(["connecting", "live"]);
  });

  it("is opened again after it broke, later and later, up to every 8 s", () => {
    const { bridge, phases } = followQueue();
    const delays = [250, 500, 1_000, 2_000, 4_000, 8_000, 8_000];
    for (const [attempt, delay] of delays.entries()) {
      bridge.last.end(away);
      vi.advanceTimersByTime(delay - 1);
      expect(bridge.opened).toHaveLength(attempt + 1);
      vi.advanceTimersByTime(1);
      expect(bridge.opened).toHaveLength(attempt + 2);
    }
    expect(phases.at(-1)).toBe("interrupted");
  });

  it("begins with short delays again once a message came", () => {
    const { bridge } = followQueue();
    bridge.last.end(away);
    vi.advanceTimersByTime(250);
    bridge.last.send(queue(1));
    bridge.last.end(away);
    vi.advanceTimersByTime(250);
    expect(bridge.opened).toHaveLength(3);
  });

  it("does not ask again for what the engine refused", () => {
    const { bridge, phases } = followQueue();
    bridge.last.end({ code: "Invalid", message: "limit must be above 0", field: "limit" });
    vi.advanceTimersByTime(60_000);
    expect(bridge.opened).toHaveLength(1);
    expect(phases.at(-1)).toBe("refused");
  });

  it("is opened at once when the engine is back, and is left alone when it never broke", () => {
    const { bridge, hub } = followQueue();
    hub.resume();
    expect(bridge.opened).toHaveLength(1);
    bridge.last.end(away);
    hub.resume();
    expect(bridge.opened).toHaveLength(2);
    vi.advanceTimersByTime(60_000);
    expect(bridge.opened).toHaveLength(2);
  });

  it("treats a message that does not fit the contract as a broken stream, and never hands it on", () => {
    const { bridge, totals, phases } = followQueue();
    bridge.last.send({ ...queue(1), total: "many" });
    expect(totals).toEqual([]);
    expect(phases.at(-1)).toBe("interrupted");
  });

  it("is closed for good by whoever follows it", () => {
    const { bridge, totals, close } = followQueue();
    const stream = bridge.last;
    bridge.last.end(away);
    close();
    vi.advanceTimersByTime(60_000);
    stream.send(queue(1));
    expect([bridge.openCount, totals.length]).toEqual([0, 0]);
  });

  it("is closed while the window is hidden and opened again after", () => {
    const { bridge, hub } = followQueue();
    hub.setHidden(true);
    expect(bridge.openCount).toBe(0);
    hub.setHidden(false);
    expect(bridge.openCount).toBe(1);
  });

  it("stays open while the window is hidden where that was asked for", () => {
    const { bridge, hub } = followQueue(new FakeBridge(), { whileHidden: true });
    hub.setHidden(true);
    expect(bridge.openCount).toBe(1);
  });

  it("tells how far it is, and is not behind while nobody looks", () => {
    const { bridge, hub, meter } = followQueue();
    bridge.last.send(queue(5));
    meter.beat(9, 1_000);
    expect(meter.behindMs(4_000)).toBe(3_000);
    hub.setHidden(true);
    expect(meter.behindMs(4_000)).toBe(0);
  });
});
