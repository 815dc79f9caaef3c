import type { Span } from "./tokens.ts";

/** A key or a value with its place in the text. */
export interface Word extends Span {
  text: string;
  /** Written in quotes: then `5` is a text and no number. */
  quoted: boolean;
}

/** How a key is compared with one value; `~=` is "contains", in any case. */
export type Operator = "==" | "!=" | "<" | "<=" | ">" | ">=" | "~=";

/** What is asked of each resource. A resource in which a key is not there satisfies its `!=` and `notin`, as with labels in Kubernetes. */
export type Query =
  | { type: "everything" }
  | { type: "and" | "or"; of: readonly Query[] }
  | { type: "not"; of: Query }
  | { type: "name"; word: Word }
  | { type: "exists"; key: Word }
  | { type: "compare"; key: Word; operator: Operator; value: Word }
  | { type: "in" | "notin"; key: Word; values: readonly Word[] };

/** The longest text of a query, in characters. */
export const MAX_QUERY_LENGTH = 1_000;
/** How deep brackets and negations may be nested. */
export const MAX_QUERY_DEPTH = 32;

/** What is wrong with a query, in plain words, and where. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly from: number;
  readonly to: number;

  constructor(message: string, { from, to }: Span) {
    super(message);
    this.from = from;
    this.to = to;
  }
}

const KEY = /^(?:label|annotation|spec|status|condition|metadata)\../su;

/** Whether a word on its own asks for what is there (`label.gpu`) rather than for a name. */
export function isKey({ text, quoted }: Pick<Word, "text" | "quoted">): boolean {
  return !quoted && KEY.test(text);
}

/** Whether a word can stand without quotes. */
export function isPlain(text: string): boolean {
  return /^[^\s=!<>~&|(),"'][^\s=!<>~&|(),"]*$/su.test(text);
}

/** Words that mean something after a key: as a name to look for they are written in quotes. */
export function isListOperator(text: string): text is "in" | "notin" {
  return text === "in" || text === "notin";
}
