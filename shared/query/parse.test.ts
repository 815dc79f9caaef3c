import * as fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseQuery } from "./parse.ts";
import { printQuery } from "./print.ts";
import { MAX_QUERY_DEPTH, type Query, QueryError } from "./query.ts";

/** A query without the places of its words. */
/** What a query means: neither where its words stand nor how keys and names are quoted. */
function shape(query: Query): unknown {
  return JSON.parse(
    JSON.stringify(query, (field, value: unknown) => {
      if (field === "from" || field === "to") return undefined;
      const isKeyOrName = field === "key" || field === "word";
      return isKeyOrName && typeof value === "object" ? { ...value, quoted: undefined } : value;
    }),
  );
}

function readOrProblem(text: string): Query | QueryError {
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof QueryError) return error;
    throw error;
  }
}

function problemOf(text: string): QueryError {
  const outcome = readOrProblem(text);
  if (outcome instanceof QueryError) return outcome;
  throw new Error(`${text} was taken`);
}

describe("a query", () => {
  test.each([
    ["", ""],
    ["nid", "nid"],
    ["nid 01", "nid 01"],
    ['"nid 01"', '"nid 01"'],
    ["'it is'", '"it is"'],
    ["it's", "it's"],
    ["nid ready!=True", "nid ready!=True"],
    ["ready!=True && label.rack in (r1,r2) && age>3d", "ready!=True && label.rack in (r1, r2) && age>3d"],
    ["label.rack=r1,label.gpu", "label.rack==r1 && label.gpu"],
    ["!label.rack", "!label.rack"],
    ["!(a==1 && b==2) || c~x", "!(a==1 && b==2) || c~=x"],
    ["(a==1 || b==2) c==3", "(a==1 || b==2) && c==3"],
    ["((a==1) && (b==2 && c==3))", "a==1 && b==2 && c==3"],
    ["label.app.kubernetes.io/name notin (x)", "label.app.kubernetes.io/name notin (x)"],
    ['spec."a b".length', 'spec."a b" .length'],
    ['"Desired power"==on', '"Desired power"==on'],
    ['label.x==""', 'label.x==""'],
    ['name=="5"', 'name=="5"'],
    ['"in"', '"in"'],
    ['"label.rack"', '"label.rack"'],
  ])("%s is printed as %s", (text, printed) => {
    expect(printQuery(parseQuery(text))).toBe(printed);
  });

  it("knows where its words stand", () => {
    expect(parseQuery("  age > 3d")).toEqual({
      type: "compare",
      key: { text: "age", quoted: false, from: 2, to: 5 },
      operator: ">",
      value: { text: "3d", quoted: false, from: 8, to: 10 },
    });
  });

  test.each([
    ["ready==", 7, 7, "Here a value is missing"],
    ["a==1 &&", 7, 7, "Here a word or a condition such as ready!=True is missing"],
    ["label.rack in r1", 14, 16, "( and the values should stand here, not r1"],
    ["label.rack in (r1", 17, 17, "Here , or ) is missing"],
    ["label.rack in ()", 15, 16, "a value should stand here, not )"],
    ["(a==1", 5, 5, "Here &&, || or ) is missing"],
    ["a==1)", 4, 5, "This bracket closes none that was opened"],
    ['a=="x', 3, 5, "This quote does not end"],
    ["a==1 & b==2", 5, 6, "& means nothing here; write && or ||"],
    ["==1", 0, 2, "a word or a condition such as ready!=True should stand here, not =="],
    ["a==1 == 2", 5, 7, "&&, || or the end should stand here, not =="],
  ])("%s is refused at its place, in plain words", (text, from, to, message) => {
    expect(problemOf(text)).toMatchObject({ from, to, message });
  });

  it("has an end to its length and its depth", () => {
    expect(problemOf("x".repeat(1_001)).message).toMatch(/at most 1000 characters; this one has 1001/);
    expect(problemOf("(".repeat(MAX_QUERY_DEPTH + 1)).message).toMatch(/32 deep at most/);
    expect(problemOf("!".repeat(900)).message).toMatch(/32 deep at most/);
  });
});

const text = fc.oneof(
  fc.string({ minLength: 1, maxLength: 8 }),
  fc.constantFrom("in", "notin", "label.x", "5", "x y", "it's", "'", '"', "\\", "spec.a b"),
);
const word = fc.record({ text, quoted: fc.boolean(), from: fc.constant(0), to: fc.constant(0) });
const leaf = fc.oneof(
  fc.record({ type: fc.constant("name" as const), word }),
  fc.record({ type: fc.constant("exists" as const), key: text.map((rest) => wordOf(`label.${rest}`)) }),
  fc.record({
    type: fc.constant("compare" as const),
    key: text.map(wordOf),
    operator: fc.constantFrom("==" as const, "!=" as const, "<" as const, "<=" as const, ">=" as const, "~=" as const),
    value: word,
  }),
  fc.record({
    type: fc.constantFrom("in" as const, "notin" as const),
    key: text.map(wordOf),
    values: fc.array(word, { minLength: 1, maxLength: 3 }),
  }),
);
const { query } = fc.letrec<{ query: Query }>((tie) => ({
  query: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc.record({ type: fc.constant("not" as const), of: tie("query") }),
    fc.record({
      type: fc.constantFrom("and" as const, "or" as const),
      of: fc.array(tie("query"), { minLength: 2, maxLength: 3 }),
    }),
  ),
}));

function wordOf(word: string) {
  return { text: word, quoted: false, from: 0, to: 0 };
}

test("what is printed is read back as the same, whatever the query", () => {
  fc.assert(
    fc.property(query, (made) => {
      const once = parseQuery(printQuery(made));
      const printed = printQuery(once);
      expect(shape(parseQuery(printed))).toEqual(shape(once));
      expect(printQuery(parseQuery(printed))).toBe(printed);
    }),
    { numRuns: 1_000 },
  );
});

test.each(["*.*. ", "Foo.a b", "x1.y z", ".a b", "label.a b", "spec.", "in"])(
  "the key %j is read back as it was printed",
  (text) => {
    const query: Query = { type: "compare", key: wordOf(text), operator: "==", value: wordOf("1") };
    expect(parseQuery(printQuery(query))).toMatchObject({ type: "compare", key: { text } });
  },
);

test("any text is either read or refused with a place within it", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ maxLength: 60 }),
        fc.string({ unit: fc.constantFrom(..."ab.=!~<>&|(),\"' \\".split("")), maxLength: 40 }),
      ),
      (typed) => {
        const outcome = readOrProblem(typed);
        if (outcome instanceof QueryError)
          return 0 <= outcome.from && outcome.from <= outcome.to && outcome.to <= typed.length;
        expect(shape(parseQuery(printQuery(outcome)))).toEqual(shape(outcome));
        return true;
      },
    ),
    { numRuns: 2_000 },
  );
});
