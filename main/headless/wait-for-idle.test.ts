import { expect, test } from "vitest";
import { FakeClock } from "../../app/fake-clock.ts";
import type { WorkItem } from "../../app/reconcile/work-item.ts";
import { waitForIdle, type IdleOutcome } from "./wait-for-idle.ts";

function item(fields: Partial<WorkItem> & { cause?: WorkItem["reasons"][number]["cause"] }): WorkItem {
  const { cause = "periodic", ...rest } = fields;
  const reasons = [{ cause, message: "", count: 1, firstAt: 0, lastAt: 0 }];
  return {
    resourceKind: "Device",
    resourceUid: "m",
    state: "delayed",
    reasons,
    attempts: 0,
    priority: 0,
    since: 0,
    ...rest,
  };
}

class Work {
  busy = false;
  items: WorkItem[] = [];
  notReadyRefs = new Set<string>();
  readyCount = 0;
  unobservedCount = 0;
  isBusy = (): boolean => this.busy;
  waiting = (): WorkItem[] => this.items;
  notReady = (): Set<string> => this.notReadyRefs;
  ready = (): number => this.readyCount;
  unobserved = (): number => this.unobservedCount;
}

async function outcomeWithin(ms: number, work: Work, clock = new FakeClock()): Promise<IdleOutcome | "waiting"> {
  const aborter = new AbortController();
  let outcome: IdleOutcome | "waiting" = "waiting";
  const waiting = waitForIdle(work, clock, aborter.signal).then(
    (idle) => (outcome = idle),
    () => {},
  );
  await clock.advance(ms);
  const seen = outcome;
  aborter.abort(new Error("the test is over"));
  await clock.advance(1_000);
  await waiting;
  return seen;
}

test("with nothing to do it is idle within a second", async () => {
  expect(await outcomeWithin(1_000, new Work())).toBe("idle");
});

test("what is queued or in processing is waited for", async () => {
  const work = Object.assign(new Work(), { busy: true });
  expect(await outcomeWithin(60_000, work)).toBe("waiting");
});

test("a resource that nobody has looked at is waited for", async () => {
  const work = Object.assign(new Work(), { unobservedCount: 1 });
  expect(await outcomeWithin(60_000, work)).toBe("waiting");
});

test("a check of what is ready is not waited for, however soon it is", async () => {
  const work = Object.assign(new Work(), { items: [item({ notBefore: 3_000 })] });
  expect(await outcomeWithin(1_000, work)).toBe("idle");
});

test("a look at what is not ready yet is waited for, unless it is far off", async () => {
  const notReadyRefs = new Set(["Device/m"]);
  const soon = Object.assign(new Work(), { notReadyRefs, items: [item({ notBefore: 10_000 })] });
  expect(await outcomeWithin(60_000, soon)).toBe("waiting");
  const farOff = Object.assign(new Work(), { notReadyRefs, items: [item({ notBefore: 300_000 })] });
  expect(await outcomeWithin(1_000, farOff)).toBe("idle");
});

test("what waits for any other reason than a check is waited for", async () => {
  const work = Object.assign(new Work(), { items: [item({ cause: "owner", notBefore: 1_000 })] });
  expect(await outcomeWithin(60_000, work)).toBe("waiting");
});

test("the first five tries of what failed are waited for, and no more", async () => {
  const work = new Work();
  work.items = [item({ cause: "retry", state: "backoff", attempts: 5, notBefore: 16_000 })];
  expect(await outcomeWithin(60_000, work)).toBe("waiting");
  work.items = [item({ cause: "retry", state: "backoff", attempts: 6, notBefore: 32_000 })];
  expect(await outcomeWithin(1_000, work)).toBe("idle");
});

test("what is paused is said to be what is left", async () => {
  const work = Object.assign(new Work(), { unobservedCount: 1, items: [item({ cause: "event", state: "paused" })] });
  expect(await outcomeWithin(1_000, work)).toBe("paused");
});

test("a fleet in which nothing becomes ready is given up on after a quarter of an hour", async () => {
  const clock = new FakeClock();
  const work = Object.assign(new Work(), { busy: true });
  clock.setTimeout(() => work.readyCount++, 600_000);
  expect(await outcomeWithin(1_400_000, work, clock)).toBe("waiting");
  expect(await outcomeWithin(900_000, work)).toBe("stuck");
});

test("an abort ends the wait with its reason", async () => {
  const clock = new FakeClock();
  const aborter = new AbortController();
  const waiting = waitForIdle(Object.assign(new Work(), { busy: true }), clock, aborter.signal);
  aborter.abort(new Error("Ctrl+C"));
  await Promise.all([expect(waiting).rejects.toThrow("Ctrl+C"), clock.advance(1_000)]);
});
