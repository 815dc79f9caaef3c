import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "../../app/fake-clock.ts";
import { CloseGuard, type EditsAnswer } from "./close-guard.ts";
import { UnappliedEdits } from "./unapplied-edits.ts";

let clock: FakeClock;
let edits: UnappliedEdits;
let guard: CloseGuard;
let asked: { titles: readonly string[]; answer(answer: EditsAnswer): void }[];
let told: number[];
let closed: number;

const close = () => {
  closed += 1;
};

beforeEach(() => {
  clock = new FakeClock();
  edits = new UnappliedEdits();
  asked = [];
  told = [];
  closed = 0;
  guard = new CloseGuard({
    edits,
    ask: (titles) => new Promise((resolve) => asked.push({ titles, answer: resolve })),
    discard: (window) => told.push(window),
    clock,
  });
});

test("a window in which nothing was typed closes at once, whatever is typed in others", () => {
  edits.report(2, ["nid000001"]);
  expect(guard.mayClose([1], close)).toBe(true);
  expect(asked).toEqual([]);
});

test("its user is asked once, and nothing closes until there is an answer", () => {
  edits.report(1, ["nid000001", "a new Node"]);
  expect(guard.mayClose([1], close)).toBe(false);
  expect(guard.mayClose([1], close)).toBe(false);
  expect(asked.map(({ titles }) => titles)).toEqual([["nid000001", "a new Node"]]);
  expect(closed).toBe(0);
});

test("going back keeps the window, and it asks again the next time", async () => {
  edits.report(1, ["nid000001"]);
  guard.mayClose([1], close);
  asked[0]?.answer("stay");
  await clock.advance(10_000);
  expect(closed).toBe(0);
  expect(guard.mayClose([1], close)).toBe(false);
  expect(asked).toHaveLength(2);
});

test("with the edits kept it closes, and no page is asked for anything", async () => {
  edits.report(1, ["nid000001"]);
  guard.mayClose([1], close);
  asked[0]?.answer("keep");
  await clock.advance(0);
  expect({ closed, told }).toEqual({ closed: 1, told: [] });
  expect(guard.mayClose([1], close)).toBe(true);
});

test("it closes once the pages that have edits have dropped them", async () => {
  edits.report(1, ["nid000001"]);
  edits.report(3, ["nid000003"]);
  guard.mayClose([1, 2, 3], close);
  asked[0]?.answer("discard");
  await clock.advance(100);
  edits.report(1, []);
  await clock.advance(100);
  expect({ closed, told }).toEqual({ closed: 0, told: [1, 3] });
  edits.report(3, []);
  await clock.advance(0);
  expect(closed).toBe(1);
});

test("a page that does not answer keeps nobody waiting", async () => {
  edits.report(1, ["nid000001"]);
  guard.mayClose([1], close);
  asked[0]?.answer("discard");
  await clock.advance(1_999);
  expect(closed).toBe(0);
  await clock.advance(1);
  expect(closed).toBe(1);
});

test("nobody is asked when the system wants the application gone", () => {
  edits.report(1, ["nid000001"]);
  guard.turnOff();
  expect(guard.mayClose([1], close)).toBe(true);
});
