import { CloudEvent } from "cloudevents";
import { afterEach, beforeEach, expect, test } from "vitest";
import { newEvent, newResourceEvent } from "../events/new-event.ts";
import type { ReconcileRecord } from "../reconcile/record.ts";
import { IN_MEMORY } from "../storage/sqlite/open-database.ts";
import { SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { eventChain } from "./event-chain.ts";

const START = Date.UTC(2026, 0, 1);

let storage: SqliteStorage;

beforeEach(() => {
  storage = new SqliteStorage(IN_MEMORY, { logger: { error: () => {}, warn: () => {} } });
});
afterEach(() => storage.close());

async function log(...events: CloudEvent<unknown>[]): Promise<void> {
  await storage.transact((tx) => events.forEach((event) => tx.appendEvent(event)));
}

function caused(type: string, uid: string, cause: CloudEvent<unknown>, afterMs: number, actor?: string) {
  return newResourceEvent(type, "Device", uid, undefined, {
    causationId: cause.id,
    time: START + afterMs,
    ...(actor !== undefined && { extensions: { actor } }),
  });
}

function ledBy(uid: string, event: CloudEvent<unknown>, afterMs: number): ReconcileRecord {
  return {
    resourceKind: "Device",
    resourceUid: uid,
    startedAt: START + afterMs,
    durationMs: 100,
    attempt: 0,
    reasons: [{ cause: "event", message: event.type, count: 1, firstAt: START, lastAt: START, eventId: event.id }],
    outcome: "succeeded",
    actions: [],
  };
}

/** The chain around an event, a line a link. */
function linesOf(id: string): string[] {
  const logged = storage.queries.eventById(id);
  if (logged === undefined) throw new Error(`There is no event ${id}.`);
  return eventChain(storage.queries, logged).links.map((link) => {
    const name = link.what === "event" ? link.logged.event.type : `record of ${link.logged.record.resourceUid}`;
    return "  ".repeat(link.depth) + name;
  });
}

test("an event leads to the reconcile that it caused, and that to the events it emitted", async () => {
  const edit = newResourceEvent("io.x.updated", "Device", "a", undefined, { time: START });
  const ready = caused("io.x.ready", "a", edit, 50, "reconciler/Device");
  const apart = caused("io.x.noticed", "a", edit, 5_000);
  await log(edit, ready, apart);
  await storage.transact((tx) => tx.appendRecord(ledBy("a", edit, 10)));
  const whole = ["io.x.updated", "  record of a", "    io.x.ready", "  io.x.noticed"];
  expect(linesOf(edit.id)).toEqual(whole);
});

test("from an effect the way leads up to the first cause, and past what else that caused", async () => {
  const first = newEvent("io.x.first", "/test");
  const second = caused("io.x.second", "a", first, 1);
  const other = caused("io.x.other", "b", first, 2);
  const third = caused("io.x.third", "a", second, 3);
  await log(first, second, other, third);
  expect(linesOf(second.id)).toEqual(["io.x.first", "  io.x.second", "    io.x.third"]);
  expect(linesOf(first.id)).toEqual(["io.x.first", "  io.x.second", "    io.x.third", "  io.x.other"]);
});

test("a cause that is not kept any more is named as lost", async () => {
  const gone = newEvent("io.x.gone", "/test");
  const left = caused("io.x.left", "a", gone, 1);
  await log(left);
  const logged = storage.queries.eventById(left.id);
  expect(logged && eventChain(storage.queries, logged)).toMatchObject({ lostCause: gone.id, isCut: false });
});

test("events that name each other as their cause are shown once", async () => {
  const one = new CloudEvent({ id: "one", type: "io.x.one", source: "/test", causationid: "two" });
  const two = new CloudEvent({ id: "two", type: "io.x.two", source: "/test", causationid: "one" });
  await log(one, two);
  expect(
    linesOf("one")
      .map((line) => line.trim())
      .toSorted(),
  ).toEqual(["io.x.one", "io.x.two"]);
});

test("of very many effects the first are shown, and that there are more is said", async () => {
  const cause = newEvent("io.x.cause", "/test");
  await log(cause, ...Array.from({ length: 300 }, (_, index) => caused("io.x.effect", `u${index}`, cause, index)));
  const logged = storage.queries.eventById(cause.id);
  const chain = logged && eventChain(storage.queries, logged);
  expect(chain?.links).toHaveLength(200);
  expect(chain?.isCut).toBe(true);
});
