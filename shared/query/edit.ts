import type { Condition } from "../model.ts";
import { parseQuery } from "./parse.ts";
import { printQuery } from "./print.ts";
import { isListOperator, isPlain, type Query, QueryError, type Word } from "./query.ts";

type Readiness = Condition["status"];

/** The query for names that hold all words of a text, whatever they look like. */
export function nameQuery(text: string): string {
  const words = text.split(/\s+/).filter(Boolean);
  return words.map((word) => printQuery({ type: "name", word: wordOf(word) })).join(" ");
}

/** The query for those of which a field is exactly this. */
export function equalQuery(key: string, value: string): string {
  return printQuery({ type: "compare", key: wordOf(key), operator: "==", value: wordOf(value) });
}

/** The query for a Kubernetes label selector, such as `rack=r1,!gpu`; undefined when it is none. */
export function labelQuery(selector: string): string | undefined {
  const query = parsed(selector);
  return query && printQuery(inLabels(query));
}

/** What a query says of readiness by a condition that holds for all it selects; undefined for none or another one. */
export function readinessIn(text: string): Readiness | undefined {
  const query = parsed(text);
  const said = query ? termsOf(query).filter(isOfReadiness) : [];
  const [only] = said;
  if (said.length !== 1 || only?.type !== "compare" || only.operator !== "==") return undefined;
  const status = only.value.text.toLowerCase();
  return (["True", "False", "Unknown"] as const).find((each) => each.toLowerCase() === status);
}

/** The query with another readiness, or none. One that cannot be read is replaced. */
export function withReadiness(text: string, readiness: Readiness | undefined): string {
  const query = parsed(text);
  const rest = query ? termsOf(query).filter((term) => !isOfReadiness(term)) : [];
  const wanted: Query[] =
    readiness === undefined
      ? []
      : [{ type: "compare", key: wordOf("ready"), operator: "==", value: wordOf(readiness) }];
  return printTerms([...rest, ...wanted]);
}

/** The query for what both of two select; one that cannot be read is left out. */
export function bothOf(first: string, second: string): string {
  return printTerms([first, second].flatMap((text) => termsOf(parsed(text) ?? { type: "everything" })));
}

function printTerms(terms: readonly Query[]): string {
  const [only] = terms;
  if (only === undefined) return "";
  return printQuery(terms.length === 1 ? only : { type: "and", of: terms });
}

function parsed(text: string): Query | undefined {
  try {
    return parseQuery(text);
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

/** What must all hold. */
function termsOf(query: Query): readonly Query[] {
  if (query.type === "everything") return [];
  return query.type === "and" ? query.of : [query];
}

function isOfReadiness(term: Query): boolean {
  if (term.type !== "compare" && term.type !== "in" && term.type !== "notin") return false;
  const key = term.key.text;
  return key === "condition.Ready" || ["ready", "readiness"].includes(key.toLowerCase());
}

function inLabels(query: Query): Query {
  switch (query.type) {
    case "everything":
    case "exists":
      return query;
    case "and":
    case "or":
      return { type: query.type, of: query.of.map(inLabels) };
    case "not":
      return { type: "not", of: inLabels(query.of) };
    case "name":
      return { type: "exists", key: labelKey(query.word) };
    default:
      return { ...query, key: labelKey(query.key) };
  }
}

function labelKey({ text }: Word): Word {
  return wordOf(`label.${text}`);
}

/** Quoted where it would mean something else. */
function wordOf(text: string): Word {
  const quoted = !isPlain(text) || isListOperator(text);
  return { text, quoted, from: 0, to: 0 };
}
