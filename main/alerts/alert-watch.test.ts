import { beforeEach, expect, test } from "vitest";
import { FakeClock } from "../../app/fake-clock.ts";
import { setCondition } from "../../app/resource/condition.ts";
import { InMemoryStorage } from "../../app/storage/memory/in-memory-storage.ts";
import type { AlertRule } from "../../shared/alert-rule.ts";
import type { Happening } from "../../shared/notice.ts";
import { silentLogger } from "../testing/silent-logger.ts";
import { AlertWatch, type ToldByRule } from "./alert-watch.ts";
import { ruleFilter } from "./rule-filter.ts";

const rule: AlertRule = {
  id: "r",
  name: "Racks",
  enabled: true,
  kind: "Node",
  query: "",
  condition: "Ready",
  status: "False",
  forMs: 60_000,
  desktop: true,
};

let clock: FakeClock;
let storage: InMemoryStorage;
let told: string[];

beforeEach(() => {
  clock = new FakeClock();
  storage = new InMemoryStorage({ clock });
  told = [];
});

function tell(happening: Happening): void {
  if (happening.type !== "alert" && happening.type !== "resolved") return;
  told.push(`${happening.type} ${happening.count}: ${happening.subjects.map(({ name }) => name).join(" ")}`);
}

async function open(
  rules: AlertRule[] = [rule],
  toldBefore: ToldByRule = {},
  hear: (happening: Happening) => void = tell,
): Promise<AlertWatch> {
  const engine = {
    kinds: { find: () => ({ columns: [] }) },
    clock,
    controller: { pausedOfKind: () => ({ all: false, uids: [] }) },
  };
  const filterOf = (asked: AlertRule) => ruleFilter(engine, asked);
  const watch = new AlertWatch({
    storage,
    filterOf,
    clock,
    logger: silentLogger,
    tell: hear,
    onChange: () => {},
    toldBefore,
  });
  watch.use(rules);
  await clock.advance(0);
  return watch;
}

async function set(name: string, ready: "True" | "False"): Promise<void> {
  const uid = `uid-${name}`;
  const node =
    (await storage.load("Node", uid)) ??
    (await storage.create({ apiVersion: "v1", kind: "Node", metadata: { name, uid }, spec: {} }));
  setCondition(node, "Ready", ready, "R", "m", clock.now());
  await storage.updateStatus(node);
}

test("a rule that cannot be followed is told of, and the others are followed", async () => {
  const failed: string[] = [];
  const watch = await open([{ ...rule, id: "bad", query: "ready!=" }, rule], {}, (happening) => {
    if (happening.type === "rule-failed") failed.push(`${happening.rule.id}: ${happening.problem}`);
    else tell(happening);
  });
  expect(failed).toEqual([expect.stringMatching(/^bad: Query, character/)]);
  await set("n1", "False");
  await clock.advance(63_000);
  expect(told).toEqual(["alert 1: n1"]);
  watch.close();
});

test("what fails is told after the time of the rule, and told to be well when it is", async () => {
  await open();
  await set("n1", "False");
  await clock.advance(59_000);
  expect(told).toEqual([]);
  await clock.advance(4_000);
  expect(told).toEqual(["alert 1: n1"]);
  await set("n1", "True");
  await clock.advance(30_000);
  expect(told).toEqual(["alert 1: n1", "resolved 1: n1"]);
});

test("what is there already is looked at when a rule begins", async () => {
  for (let n = 0; n < 1_200; n++) await set(`n${n}`, n === 1_100 ? "False" : "True");
  await clock.advance(100_000);
  await open();
  await clock.advance(3_000);
  expect(told).toEqual(["alert 1: n1100"]);
});

test("many at once are one notice, and what follows waits for half a minute", async () => {
  await open();
  for (let n = 1; n <= 17; n++) await set(`n${n}`, "False");
  await clock.advance(5_000);
  await set("late", "False");
  await clock.advance(57_000);
  expect(told).toEqual(["alert 17: n1 n2 n3 n4 n5"]);
  await clock.advance(29_000);
  expect(told).toHaveLength(1);
  await clock.advance(2_000);
  expect(told).toEqual(["alert 17: n1 n2 n3 n4 n5", "alert 1: late"]);
});

test("a rule that is switched off tells nothing more", async () => {
  const watch = await open();
  await set("n1", "False");
  watch.use([{ ...rule, enabled: false }]);
  await clock.advance(600_000);
  expect(told).toEqual([]);
});

test("a rule that only gets another name remembers what it told", async () => {
  const watch = await open();
  await set("n1", "False");
  await clock.advance(65_000);
  watch.use([{ ...rule, name: "Other words" }]);
  await clock.advance(600_000);
  expect(told).toEqual(["alert 1: n1"]);
});

test("after a restart nothing is told twice", async () => {
  const watch = await open();
  await set("n1", "False");
  await clock.advance(65_000);
  const kept = watch.told();
  watch.close();
  await open([rule], kept);
  await clock.advance(600_000);
  expect(told).toEqual(["alert 1: n1"]);
});

test("a clock that is set back delays nothing by more than it was set", async () => {
  await open();
  await set("n1", "False");
  clock.setTime(-3_600_000);
  await clock.advance(3_600_000 + 120_000);
  expect(told).toEqual(["alert 1: n1"]);
});

test("a rule that cannot be read is left out, and the others hold", async () => {
  await open([{ ...rule, id: "bad", query: "&&" }, rule]);
  await set("n1", "False");
  await clock.advance(65_000);
  expect(told).toEqual(["alert 1: n1"]);
});
