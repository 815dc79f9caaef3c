import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "../../app/fake-clock.ts";
import { FakeWindow } from "../testing/fake-window.ts";
import { LiveStream, type StreamSource } from "./live-stream.ts";

let clock: FakeClock;
let window: FakeWindow;
let changed: () => void;
let state: unknown;
let looks: number;
let sourceClosed: boolean;

let source: StreamSource;

beforeEach(async () => {
  source = {
    next() {
      looks += 1;
      if (state instanceof Error) throw state;
      return state;
    },
    close() {
      sourceClosed = true;
    },
  };
  clock = new FakeClock();
  window = new FakeWindow();
  state = 0;
  looks = 0;
  sourceClosed = false;
  void new LiveStream(
    window.port,
    clock,
    (wake) => {
      changed = wake;
      return source;
    },
    (error) => ({ code: "Internal", message: String(error) }),
  );
  await clock.advance(0);
});

function change(to: unknown): void {
  state = to;
  changed();
}

test("the state at the beginning is sent at once", () => {
  expect(window.messages).toEqual([0]);
});

test("a change is sent within a frame once the window is at rest", async () => {
  window.paint();
  await clock.advance(1_000);
  change(1);
  await clock.advance(16);
  expect(window.messages).toEqual([0, 1]);
});

test("nothing is sent before the window has painted, then the newest state alone", async () => {
  for (let n = 1; n <= 1_000; n++) change(n);
  await clock.advance(5_000);
  expect(window.messages).toEqual([0]);
  window.paint();
  await clock.advance(0);
  expect(window.messages).toEqual([0, 1_000]);
});

test("without a change nothing is looked at, however long it takes", async () => {
  window.paint();
  await clock.advance(60_000);
  expect(looks).toBe(1);
});

test("a thousand changes a second are looked at twenty times", async () => {
  looks = 0;
  for (let ms = 1; ms <= 1_000; ms++) {
    window.paint();
    change(ms);
    await clock.advance(1);
  }
  expect(looks).toBeGreaterThanOrEqual(15);
  expect(looks).toBeLessThanOrEqual(20);
  window.paint();
  await clock.advance(100);
  expect(window.messages.at(-1)).toBe(1_000);
});

test("what has nothing new to say sends nothing, and is looked at again after the next change", async () => {
  window.paint();
  change(undefined);
  await clock.advance(100);
  expect(window.messages).toEqual([0]);
  change(2);
  await clock.advance(100);
  expect(window.messages).toEqual([0, 2]);
});

test("a look that takes long takes no more than a tenth of the time", async () => {
  source.next = () => new Promise((resolve) => clock.setTimeout(() => resolve((looks += 1)), 30));
  looks = 0;
  for (let ms = 0; ms < 3_000; ms += 10) {
    window.paint();
    changed();
    await clock.advance(10);
  }
  expect(looks).toBeGreaterThanOrEqual(9);
  expect(looks).toBeLessThanOrEqual(11);
});

test("a look that takes very long is repeated once a second all the same", async () => {
  source.next = () => new Promise((resolve) => clock.setTimeout(() => resolve((looks += 1)), 500));
  looks = 0;
  for (let ms = 0; ms < 15_000; ms += 10) {
    window.paint();
    changed();
    await clock.advance(10);
  }
  expect(looks).toBeGreaterThanOrEqual(9);
  expect(looks).toBeLessThanOrEqual(11);
});

test("a window that closes ends the source, and what was under way is not sent", async () => {
  window.paint();
  change(1);
  window.close();
  await clock.advance(1_000);
  expect(sourceClosed).toBe(true);
  expect(window.messages).toEqual([0]);
});

test("a source that fails ends the stream with the reason", async () => {
  window.paint();
  change(new Error("the disk is gone"));
  await clock.advance(100);
  expect(window.ended).toEqual({ code: "Internal", message: "Error: the disk is gone" });
  expect(window.closed).toBe(true);
  expect(sourceClosed).toBe(true);
});

test("a system clock that jumps back does not stop the stream for longer than a second", async () => {
  window.paint();
  await clock.advance(1_000);
  clock.now = () => -3_600_000;
  change(1);
  await clock.advance(1_000);
  expect(window.messages).toEqual([0, 1]);
});
