import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { conditionsOf } from "../../app/resource/condition.ts";
import type { Resource } from "../../app/resource/resource.ts";
import { SqliteStorage } from "../../app/storage/sqlite/sqlite-storage.ts";
import { parseQuery } from "../../shared/query/parse.ts";
import { printQuery } from "../../shared/query/print.ts";
import type { Query, Word } from "../../shared/query/query.ts";
import { dependsOnTime, type Question, tableFilter } from "./table-filter.ts";

const now = Date.UTC(2026, 5, 1);
const day = 86_400_000;
const columns = [
  { id: "size", title: "Size of it", path: "spec.size", type: "number" },
  { id: "seen", title: "Last seen", path: "status.seen", type: "time" },
  { id: "state", title: "State", path: "status.state", type: "state" },
] as const;

/** As much of an engine as a query needs. */
const engine = {
  kinds: { find: () => ({ columns }) },
  clock: { now: () => now },
  controller: { pausedOfKind: () => ({ all: false, uids: ["u1", "u2"] }) },
};

function filterOf(query: string) {
  return tableFilter(engine, { kind: "Device", query });
}

describe("a query", () => {
  test.each([
    ["nope==1", 1, /There is no field “nope” here/],
    ["nid && ready==maybe", 15, /“maybe” should be True, False or Unknown/],
    ["age>soon", 5, /“soon” is not a duration/],
    ["age==3d", 6, /compared by </],
    ["created<yesterday", 9, /neither a duration such as 3d or 1h30m nor a date/],
    ["ready<True", 7, /A condition is compared by ==/],
    ["size<many", 6, /“many” is not a number/],
    ["spec.a..b==1", 1, /is no path to a field/],
    ["a==1 &&", 8, /is missing/],
    ["paused==maybe", 9, /“maybe” should be true or false/],
    ["paused>true", 8, /compared by == or !=/],
  ])("%s is refused at character %i", (query, character, message) => {
    expect(() => filterOf(query)).toThrow(expect.objectContaining({ code: "Invalid", field: "query" }));
    expect(() => filterOf(query)).toThrow(message);
    expect(() => filterOf(query)).toThrow(`Query, character ${character}: `);
  });

  test("asks for what is paused by itself, or for all where the kind is", () => {
    const those = { type: "field", path: "metadata.uid", test: { is: "oneOf", values: ["u1", "u2"] } };
    expect(filterOf("paused==true")).toEqual({ type: "or", of: [those] });
    expect(filterOf("paused==false")).toEqual({ type: "or", of: [{ type: "not", of: those }] });
    expect(filterOf("paused!=true")).toEqual({ type: "not", of: { type: "or", of: [those] } });
    const halted = { ...engine, controller: { pausedOfKind: () => ({ all: true, uids: [] }) } };
    expect(tableFilter(halted, { kind: "Device", query: "paused!=false" })).toEqual({
      type: "not",
      of: { type: "or", of: [{ type: "not", of: { type: "and", of: [] } }] },
    });
    const many = Array.from({ length: 30_001 }, (_, n) => `u${n}`);
    const crowded = { ...engine, controller: { pausedOfKind: () => ({ all: false, uids: many }) } };
    expect(() => tableFilter(crowded, { kind: "Device", query: "paused==true" })).toThrow(/Too many are paused/);
  });

  test("asks for everything when it is empty", () => {
    expect(filterOf("  ")).toBeUndefined();
  });

  test.each<[string, boolean]>([
    ["ready!=True", false],
    ["nid || age>3d", true],
    ["condition.Reachable.since<5m", true],
    ["seen>10m", true],
    ["status.seen<2026-01-01", true],
  ])("%s depends on the time: %s", (query, depends) => {
    const question: Question = { kind: "Device", query };
    expect(dependsOnTime(engine, question)).toBe(depends);
  });

  test.each([
    ["STATE==on", "status.state"],
    ["'last seen'>1d", "status.seen"],
    ["'Size of it'>1", "spec.size"],
    ["status.state==on", "status.state"],
  ])("%s finds its column", (query, path) => {
    expect(filterOf(query)).toMatchObject({ type: "field", path });
  });
});

const at = (daysAgo: number): string => new Date(now - daysAgo * day).toISOString();
const conditions = fc.uniqueArray(
  fc.record({
    type: fc.constantFrom("Ready", "Reachable", "Power.On"),
    status: fc.constantFrom("True", "False", "Unknown"),
    reason: fc.constantFrom("Timeout", "Ok", 'Odd"one'),
    message: fc.constantFrom("", "no answer", "Timeout"),
    lastTransitionTime: fc.constantFrom(at(1), at(3), at(5)),
  }),
  { selector: ({ type }) => type },
);
const scalar = fc.oneof(
  fc.constantFrom(null, true, false, 0, 1, 5, 7.5, -2, "", "5", "on", "On", "off", "true", "%", "a b", "😀"),
  fc.constant(["on"]),
);
const resource = fc.record({
  name: fc.constantFrom("nid1", "NID2", "rack_a", "rack%b", "x-5", "it's"),
  createdDaysAgo: fc.constantFrom(0, 2, 4),
  labels: fc.dictionary(fc.constantFrom("rack", "gpu", "a.b/c"), fc.constantFrom("r1", "R2", "5", "")),
  spec: fc.record({ size: scalar, deep: fc.record({ x: scalar }, { requiredKeys: [] }) }, { requiredKeys: [] }),
  status: fc.record({ conditions, state: scalar, seen: fc.constantFrom(at(1), at(3), at(5)) }, { requiredKeys: [] }),
});

const word = (text: string, quoted = false): Word => ({ text, quoted, from: 0, to: 0 });
const value = fc.oneof(
  fc
    .constantFrom("5", "1", "true", "on", "ON", "r1", "R2", "", "7.5", "-2", "nid", "Timeout", 'Odd"one', "%", "_")
    .map((text) => word(text, text === "")),
  fc.constantFrom("5", "true").map((text) => word(text, true)),
);
const anyKey = fc
  .constantFrom("name", "label.rack", "label.a.b/c", "spec.size", "spec.deep.x", "spec.none", "state", "reason")
  .map((text) => word(text));
const statusKey = fc
  .constantFrom("ready", "condition.Ready", "condition.Reachable", "condition.Power.On.status", "condition.None")
  .map((text) => word(text));
const status = fc.constantFrom("True", "false", "Unknown").map((text) => word(text));
const ageKey = fc.constantFrom("age", "since", "seen", "condition.Reachable.since").map((text) => word(text));
const order = fc.constantFrom("<" as const, "<=" as const, ">" as const, ">=" as const);
const term: fc.Arbitrary<Query> = fc.oneof(
  fc.constantFrom("nid", "RACK", "5", "%").map((text) => ({ type: "name" as const, word: word(text) })),
  fc
    .constantFrom(
      "label.gpu",
      "spec.deep",
      "spec.deep.x",
      "status.state",
      "condition.Reachable",
      "condition.Ready.reason",
    )
    .map((text) => ({ type: "exists" as const, key: word(text) })),
  fc.record({
    type: fc.constant("compare" as const),
    key: anyKey,
    operator: fc.constantFrom("==" as const, "!=" as const, "~=" as const),
    value,
  }),
  fc.record({
    type: fc.constantFrom("in" as const, "notin" as const),
    key: anyKey,
    values: fc.array(value, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant("compare" as const),
    key: statusKey,
    operator: fc.constantFrom("==" as const, "!=" as const),
    value: status,
  }),
  fc.record({
    type: fc.constantFrom("in" as const, "notin" as const),
    key: statusKey,
    values: fc.array(status, { minLength: 1, maxLength: 3 }),
  }),
  fc.record({
    type: fc.constant("compare" as const),
    key: ageKey,
    operator: order,
    value: fc.constantFrom("1d", "2d12h", "3d", "10d").map((text) => word(text)),
  }),
  fc.record({
    type: fc.constant("compare" as const),
    key: fc.constantFrom("spec.deep.x", "status.state", "name").map((text) => word(text)),
    operator: order,
    value,
  }),
);
const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 3 },
    term,
    fc.record({ type: fc.constant("not" as const), of: tie("query") }),
    fc.record({
      type: fc.constantFrom("and" as const, "or" as const),
      of: fc.array(tie("query"), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

describe("a page", () => {
  test("shows exactly the resources of which the query is true, whatever they hold", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(resource, { maxLength: 12 }),
        fc.array(query, { minLength: 1, maxLength: 8 }),
        async (drafts, queries) => {
          let time = now;
          const clock = { now: () => time };
          const storage = new SqliteStorage(":memory:", { clock, backups: { everyMs: Infinity } });
          const held: Resource[] = [];
          for (const { name, createdDaysAgo, labels, spec, status } of drafts) {
            time = now - createdDaysAgo * day;
            held.push(await storage.create({ kind: "Device", metadata: { name, labels }, spec, status }));
          }
          for (const asked of queries) {
            const text = printQuery(asked);
            const filter = filterOf(text);
            const page = storage.queries.page({ kind: "Device", limit: 500, ...(filter && { filter }) });
            const wanted = held.filter((each) => isSo(each, parseQuery(text)));
            const shown = { text, uids: uidsOf(page.rows), total: page.total };
            expect(shown).toEqual({ text, uids: uidsOf(wanted), total: wanted.length });
          }
          await storage.close();
        },
      ),
      { numRuns: 300 },
    );
  });
});

function uidsOf(resources: readonly Resource[]): string[] {
  return resources.map(({ metadata }) => metadata.uid).toSorted();
}

/** What the query says of a resource, one plain step after the other. */
function isSo(each: Resource, query: Query): boolean {
  switch (query.type) {
    case "everything":
      return true;
    case "and":
      return query.of.every((part) => isSo(each, part));
    case "or":
      return query.of.some((part) => isSo(each, part));
    case "not":
      return !isSo(each, query.of);
    case "name":
      return contains(each.metadata.name, query.word.text);
    case "exists":
      return isThere(each, query.key.text);
    case "in":
      return query.values.some((value) => equals(each, query.key.text, value));
    case "notin":
      return !query.values.some((value) => equals(each, query.key.text, value));
    case "compare": {
      const { operator, value } = query;
      const key = query.key.text;
      if (operator === "==") return equals(each, key, value);
      if (operator === "!=") return !equals(each, key, value);
      const held = valueOf(each, key);
      if (operator === "~=") return held !== null && contains(asText(held), value.text);
      const days = /^(\d+)d(\d+h)?$/.exec(value.text);
      if (days !== null) {
        if (held === null) return false;
        const age = (now - Date.parse(String(held))) / day;
        return isInOrder(age, operator, Number(days[1]) + (days[2] === undefined ? 0 : 0.5));
      }
      const number =
        /^-?\d+(\.\d+)?$/.test(value.text) && !value.quoted && !isTextual(key) ? Number(value.text) : undefined;
      const bit = typeof held === "boolean" ? Number(held) : held;
      if (number !== undefined) return typeof bit === "number" && isInOrder(bit, operator, number);
      const text = typeof bit === "object" && bit !== null ? JSON.stringify(bit) : bit;
      return (
        typeof text === "string" && isInOrder(Buffer.compare(Buffer.from(text), Buffer.from(value.text)), operator, 0)
      );
    }
  }
}

function isTextual(key: string): boolean {
  return ["name", "state", "status.state"].includes(key);
}

function isInOrder(a: number, operator: string, b: number): boolean {
  if (operator === "<") return a < b;
  if (operator === "<=") return a <= b;
  return operator === ">" ? a > b : a >= b;
}

function contains(text: string, part: string): boolean {
  return text.toLowerCase().includes(part.toLowerCase());
}

function asText(held: unknown): string {
  if (typeof held === "boolean") return held ? "1" : "0";
  return typeof held === "object" ? JSON.stringify(held) : String(held);
}

function isThere(each: Resource, key: string): boolean {
  return valueOf(each, key) !== null;
}

function equals(each: Resource, key: string, { text, quoted }: Word): boolean {
  const held = valueOf(each, key);
  if (key === "ready" || (key.startsWith("condition.") && !key.endsWith(".reason"))) {
    return String(held ?? "Unknown").toLowerCase() === text.toLowerCase();
  }
  if (held === null) return false;
  const bit = typeof held === "boolean" ? Number(held) : held;
  if (typeof bit === "number" && !quoted && !isTextual(key)) {
    if (text === "true" || text === "false") return bit === Number(text === "true");
    return text !== "" && bit === Number(text);
  }
  return (typeof bit === "object" ? JSON.stringify(bit) : bit) === text;
}

function valueOf(each: Resource, key: string): unknown {
  const { metadata, spec } = each;
  const found = new Map(conditionsOf(each.status)?.map((condition) => [condition.type, condition]));
  if (key === "name") return metadata.name;
  if (key === "age") return metadata.createdAt;
  if (key === "ready") return found.get("Ready")?.status ?? null;
  if (key === "reason") return found.get("Ready")?.reason ?? null;
  if (key === "since") return found.get("Ready")?.lastTransitionTime ?? metadata.createdAt;
  if (key.startsWith("label.")) return metadata.labels[key.slice("label.".length)] ?? null;
  if (key.startsWith("condition.")) {
    const type = key.startsWith("condition.Power.On") ? "Power.On" : (key.split(".")[1] ?? "");
    if (key.endsWith(".reason")) return found.get(type)?.reason ?? null;
    return (key.endsWith(".since") ? found.get(type)?.lastTransitionTime : found.get(type)?.status) ?? null;
  }
  const path = key.includes(".") ? key : `status.${key}`;
  let held: unknown = { spec, status: each.status };
  for (const segment of path.split(".")) held = Object(held)[segment];
  return held ?? null;
}
