import { expect, test } from "vitest";
import type { FleetEvent } from "../../../shared/model.ts";
import { EventLog } from "./event-log.ts";

function event(position: number): FleetEvent {
  return {
    position,
    id: `e${position}`,
    type: "io.fabrica.device.updated",
    source: "/x",
    time: "2026-01-01T00:00:00Z",
    data: {},
  };
}

/** An engine whose log holds the events 1 to `newest`. */
function history(newest: () => number) {
  return (before: number | undefined, limit: number) => {
    const from = before === undefined ? newest() : before - 1;
    const count = Math.min(limit, from);
    return Promise.resolve(Array.from({ length: count }, (_, index) => event(from - index)));
  };
}

const positions = (log: EventLog) => log.getState().events.map(({ position }) => position);

test("the log begins with the newest events and goes on with the live ones", async () => {
  const log = new EventLog(history(() => 3));
  await log.restart();
  log.receive([event(4), event(5)], 0, 5);
  expect(positions(log)).toEqual([5, 4, 3, 2, 1]);
  expect(log.getState().complete).toBe(true);
});

test("what comes live before the first page, and again in it, is shown once", async () => {
  const log = new EventLog(history(() => 3));
  const restarted = log.restart();
  log.receive([event(3), event(4)], 0, 4);
  await restarted;
  expect(positions(log)).toEqual([4, 3, 2, 1]);
});

test("older events are asked for until there are none", async () => {
  const log = new EventLog(history(() => 450));
  await log.restart();
  expect(log.getState().complete).toBe(false);
  await log.loadOlder();
  await log.loadOlder();
  expect(positions(log)).toHaveLength(450);
  expect(log.getState().complete).toBe(true);
});

test("a pause counts what comes and loses none of it", async () => {
  let newest = 3;
  const log = new EventLog(history(() => newest));
  await log.restart();
  log.pause();
  newest = 5;
  log.receive([event(4), event(5)], 0, 5);
  expect(log.getState().waiting).toBe(2);
  expect(positions(log)).toEqual([3, 2, 1]);
  await log.restart();
  expect(positions(log)).toEqual([5, 4, 3, 2, 1]);
});

test("a stretch that the stream left out is read from the history", async () => {
  let newest = 3;
  const log = new EventLog(history(() => newest));
  await log.restart();
  newest = 9;
  log.receive([event(9)], 5, 9);
  await expect.poll(() => positions(log)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1]);
});

test("what is read far back is not taken away by what comes: it waits", async () => {
  const log = new EventLog(history(() => 9_000));
  await log.restart();
  while (positions(log).length <= 5_000) {
    await log.loadOlder();
  }
  const read = positions(log);
  log.receive([event(9_001)], 0, 9_001);
  expect(positions(log)).toEqual(read);
  expect(log.getState()).toMatchObject({ paused: true, waiting: 1 });
});

test("what comes while the first page does not is not held without end, and is not missed", async () => {
  let newest = 3;
  const held: (() => void)[] = [];
  const log = new EventLog(async (before, limit) => {
    const page = history(() => newest)(before, limit);
    if (newest === 3) await new Promise<void>((resolve) => held.push(resolve));
    return page;
  });
  const restarted = log.restart();
  newest = 20_000;
  for (let position = 4; position <= newest; position++) log.receive([event(position)], 0, position);
  for (const answer of held) answer();
  await restarted;
  await expect.poll(() => positions(log)).toEqual(Array.from({ length: 200 }, (_, index) => 20_000 - index));
});

test("an engine that does not answer is said, and what is shown stays", async () => {
  let answers = true;
  const log = new EventLog((before, limit) =>
    answers ? history(() => 300)(before, limit) : Promise.reject(new Error("The engine is stopped")),
  );
  await log.restart();
  answers = false;
  await log.loadOlder();
  expect(log.getState().error?.message).toBe("The engine is stopped");
  expect(positions(log)).toHaveLength(200);
});
