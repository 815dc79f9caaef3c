import { describe, expect, it } from "vitest";
import { FreshnessMeter } from "./freshness-meter.ts";
import { StreamHub } from "./stream-hub.ts";
import { createStreamStore } from "./stream-store.ts";
import { FakeBridge } from "./testing/fake-bridge.ts";

const kind = { kind: "Node", plural: "Nodes", total: 2, ready: 2, notReady: 0, unknown: 0, deleting: 0, unobserved: 0 };
const counts = { ready: 0, processing: 0, delayed: 0, backoff: 0, paused: 0 };
const summary = (sequence: number, waiting = 0) => ({
  kinds: [kind],
  notReady: [],
  counts: { ...counts, ready: waiting },
  samples: [],
  sequence,
});

function summaryStore() {
  const bridge = new FakeBridge();
  const store = createStreamStore(new StreamHub(bridge, new FreshnessMeter()), "summary", {});
  return { bridge, store };
}

describe("a store of a stream's newest message", () => {
  it("opens one stream however many look, and closes it after the last", () => {
    const { bridge, store } = summaryStore();
    expect(bridge.openCount).toBe(0);
    const first = store.subscribe(() => undefined);
    const second = store.subscribe(() => undefined);
    expect(bridge.openCount).toBe(1);
    first();
    expect(bridge.openCount).toBe(1);
    second();
    expect(bridge.openCount).toBe(0);
  });

  it("keeps the last message when the stream breaks, and says that it broke", () => {
    const { bridge, store } = summaryStore();
    store.subscribe(() => undefined);
    bridge.last.send(summary(1));
    bridge.last.end({ code: "Unavailable", message: "the engine has stopped" });
    expect(store.getState()).toMatchObject({ phase: "interrupted", message: { sequence: 1 } });
    expect(store.getState().error?.message).toBe("the engine has stopped");
  });

  it("keeps the identity of what a message repeats", () => {
    const { bridge, store } = summaryStore();
    store.subscribe(() => undefined);
    bridge.last.send(summary(1));
    const before = store.getState().message;
    bridge.last.send(summary(2, 7));
    const after = store.getState().message;
    expect(after?.kinds).toBe(before?.kinds);
    expect(after?.counts).not.toBe(before?.counts);
  });
});
