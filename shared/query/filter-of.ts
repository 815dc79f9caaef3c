import type { Filter, ValueTest } from "../../app/resource/filter.ts";
import { type AgeOf, type KindColumns, type Meaning, meaningOf } from "./meaning.ts";
import { type Operator, type Query, QueryError, type Word } from "./query.ts";
import { numberOf, requireDuration, statusOf, timeOf } from "./values.ts";

/** What a query is read against. */
export interface QueryContext {
  /** Of the table's kind. */
  columns: KindColumns;
  /** ms since the epoch: what ages are counted from. */
  now: number;
  /** Which resources of the table's kind are paused: all of them, and those that are one by one. */
  paused: { all: boolean; uids: readonly string[] };
}

/** What is part of a resource. */
type MeaningInside = Exclude<Meaning, { type: "pause" }>;

/** A statement of SQLite has no more than 32,766 values. */
const MOST_PAUSED = 30_000;

/**
 * What a query asks, as the engine takes it.
 * @throws {QueryError} at a key that there is not, or a value or an operator that does not go with it.
 */
export function filterOf(query: Query, context: QueryContext): Filter {
  switch (query.type) {
    case "everything":
      return { type: "and", of: [] };
    case "and":
    case "or":
      return { type: query.type, of: query.of.map((part) => filterOf(part, context)) };
    case "not":
      return { type: "not", of: filterOf(query.of, context) };
    case "name":
      return { type: "field", path: "metadata.name", test: { is: "containing", text: query.word.text } };
    case "exists":
      return existing(query.key, context);
    case "compare":
      return compared(query.key, query.operator, query.value, context);
    case "in":
      return oneOf(query.key, query.values, context);
    case "notin":
      return { type: "not", of: oneOf(query.key, query.values, context) };
  }
}

function compared(key: Word, operator: Operator, value: Word, context: QueryContext): Filter {
  if (operator === "==") return oneOf(key, [value], context);
  if (operator === "!=") return { type: "not", of: oneOf(key, [value], context) };
  const meaning = meaningOf(key, context.columns);
  if (meaning.type === "pause") throw new QueryError("“paused” is compared by == or != with true or false", value);
  if (operator === "~=") {
    if (meaning.type === "age") throw new QueryError("An age is compared by <, <=, > or >=", value);
    return test(meaning, { is: "containing", text: value.text });
  }
  return ordered(meaning, operator, value, context);
}

function ordered(
  meaning: MeaningInside,
  operator: "<" | "<=" | ">" | ">=",
  value: Word,
  { now }: QueryContext,
): Filter {
  const orEqual = operator.endsWith("=");
  const isBelow = operator.startsWith("<");
  if (meaning.type === "readiness" || meaning.type === "condition") {
    throw new QueryError("A condition is compared by ==, !=, in, notin or ~=", value);
  }
  if (meaning.type === "age") return test(meaning, longerAgo(!isBelow, orEqual, now - requireDuration(value)));
  if (meaning.type === "field" && meaning.holds === "time") {
    const isAge = /[a-z]$/.test(value.text) && !value.text.includes("-");
    return test(meaning, longerAgo(isAge === !isBelow, orEqual, timeOf(value, now)));
  }
  const isText = meaning.type === "label" || (meaning.type === "field" && meaning.holds === "text");
  const number = isText ? undefined : numberOf(value);
  if (number === undefined && meaning.type === "field" && meaning.holds === "number") {
    throw new QueryError(`“${value.text}” is not a number`, value);
  }
  return test(meaning, { is: isBelow ? "below" : "above", value: number ?? value.text, orEqual });
}

/** Times are kept as ISO 8601 in UTC: what is longer ago is below. */
function longerAgo(isLonger: boolean, orEqual: boolean, time: number): ValueTest {
  return { is: isLonger ? "below" : "above", value: new Date(time).toISOString(), orEqual };
}

function existing(key: Word, context: QueryContext): Filter {
  const meaning = meaningOf(key, context.columns);
  return meaning.type === "pause" ? pausedOnes(key, context) : test(meaning, { is: "there" });
}

/** What is paused is no part of a resource, and is known by name. */
function pausedOnes(key: Word, { paused: { all, uids } }: QueryContext): Filter {
  if (all) return { type: "and", of: [] };
  if (uids.length > MOST_PAUSED) {
    throw new QueryError("Too many are paused one by one to be looked for: pause their kind instead", key);
  }
  return { type: "field", path: "metadata.uid", test: { is: "oneOf", values: [...uids] } };
}

function pauseIsOneOf(key: Word, values: readonly Word[], context: QueryContext): Filter {
  const paused = pausedOnes(key, context);
  return {
    type: "or",
    of: values.map((value) => {
      const text = value.text.toLowerCase();
      if (text !== "true" && text !== "false") throw new QueryError(`“${value.text}” should be true or false`, value);
      return text === "true" ? paused : { type: "not", of: paused };
    }),
  };
}

function oneOf(key: Word, values: readonly Word[], context: QueryContext): Filter {
  const meaning = meaningOf(key, context.columns);
  if (meaning.type === "pause") return pauseIsOneOf(key, values, context);
  const [first] = values;
  if (meaning.type === "age" || (meaning.type === "field" && meaning.holds === "time")) {
    throw new QueryError("Times and ages are compared by <, <=, > or >=", first ?? key);
  }
  if (meaning.type === "readiness") return test(meaning, { is: "oneOf", values: values.map(statusOf) });
  if (meaning.type === "condition" && meaning.part === "status") {
    const statuses = values.map(statusOf);
    const isSaid = test(meaning, { is: "oneOf", values: statuses });
    const isMissing: Filter = { type: "not", of: test(meaning, { is: "there" }) };
    return statuses.includes("Unknown") ? { type: "or", of: [isSaid, isMissing] } : isSaid;
  }
  const isAny = meaning.type === "field" && meaning.holds !== "text";
  return test(meaning, { is: "oneOf", values: values.flatMap(isAny ? scalarsOf : ({ text }) => [text]) });
}

/** What a value may stand for where no type is known: JSON's true and false are 1 and 0 to the engine. */
function scalarsOf(value: Word): (string | number)[] {
  const number = numberOf(value);
  if (number !== undefined) return [number, value.text];
  if (!value.quoted && value.text === "true") return [1, value.text];
  if (!value.quoted && value.text === "false") return [0, value.text];
  return [value.text];
}

function test(meaning: MeaningInside, valueTest: ValueTest): Filter {
  switch (meaning.type) {
    case "label":
      return { type: "label", key: meaning.key, test: valueTest };
    case "readiness":
      return { type: "field", path: "ready", test: valueTest };
    case "condition":
      return { type: "condition", condition: meaning.condition, part: meaning.part, test: valueTest };
    case "field":
      return { type: "field", path: meaning.path, test: valueTest };
    case "age":
      return ageTest(meaning.of, valueTest);
  }
}

function ageTest(of: AgeOf, valueTest: ValueTest): Filter {
  if ("path" in of) return { type: "field", path: of.path, test: valueTest };
  return { type: "condition", condition: of.condition, part: "lastTransitionTime", test: valueTest };
}
