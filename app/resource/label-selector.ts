import { EngineError } from "../errors.ts";
import { quote } from "../quote.ts";
import { LABEL_VALUE_RULE, QUALIFIED_NAME_RULE, isLabelValue, isQualifiedName } from "./qualified-name.ts";

/**
 * One requirement of a selector. `=` and `==` are read as `in` with one value, `!=` as `notIn` with one. As in Kubernetes, a
 * resource without the label satisfies `notIn`.
 */
export type LabelRequirement =
  | { key: string; operator: "in" | "notIn"; values: readonly string[] }
  | { key: string; operator: "exists" | "notExists" };

/** All requirements must hold; an empty selector selects everything. */
export type LabelSelector = readonly LabelRequirement[];

export function matchesSelector(labels: Readonly<Record<string, string>>, selector: LabelSelector): boolean {
  return selector.every((requirement) => satisfies(labels, requirement));
}

function satisfies(labels: Readonly<Record<string, string>>, requirement: LabelRequirement): boolean {
  const value = Object.hasOwn(labels, requirement.key) ? labels[requirement.key] : undefined;
  switch (requirement.operator) {
    case "exists":
      return value !== undefined;
    case "notExists":
      return value === undefined;
    case "in":
      return value !== undefined && requirement.values.includes(value);
    case "notIn":
      return value === undefined || !requirement.values.includes(value);
  }
}

/**
 * Reads Kubernetes' syntax: `a=b,c!=d,e in (f,g),h notin (i),j,!k`, with blanks wherever they do not part a word.
 * @throws {EngineError} `Invalid`, telling the place in the text, when it is not that.
 */
export function parseLabelSelector(text: string): LabelSelector {
  return new SelectorParser(text).parse();
}

/** Blanks, then a sign or a word; a word is whatever holds no sign and no blank. */
const TOKEN = /\s*(?:(!=|==|[=!,()])|([^\s=!,()]+))?/y;

class SelectorParser {
  readonly #text: string;
  /** The token that comes next, empty at the end, and where it starts. */
  #token = "";
  #start = 0;
  #end = 0;

  constructor(text: string) {
    this.#text = text;
    this.#advance();
  }

  parse(): LabelSelector {
    const requirements: LabelRequirement[] = [];
    if (this.#token === "") return requirements;
    do requirements.push(this.#requirement());
    while (this.#accept(","));
    if (this.#token !== "") throw this.#unexpected('"," or the end');
    return requirements;
  }

  #requirement(): LabelRequirement {
    if (this.#accept("!")) return { key: this.#key(), operator: "notExists" };
    const key = this.#key();
    if (this.#accept("=") || this.#accept("==")) return { key, operator: "in", values: [this.#value()] };
    if (this.#accept("!=")) return { key, operator: "notIn", values: [this.#value()] };
    if (this.#accept("in")) return { key, operator: "in", values: this.#values() };
    if (this.#accept("notin")) return { key, operator: "notIn", values: this.#values() };
    return { key, operator: "exists" };
  }

  #key(): string {
    if (this.#token === "" || isSign(this.#token)) throw this.#unexpected("a label");
    if (!isQualifiedName(this.#token)) {
      throw this.#fault(`${quote(this.#token)} is not a label's key, which is ${QUALIFIED_NAME_RULE}`);
    }
    return this.#take();
  }

  #values(): string[] {
    if (!this.#accept("(")) throw this.#unexpected('"(" and the values');
    if (this.#token === ")") throw this.#unexpected("at least one value");
    const values: string[] = [];
    do values.push(this.#value());
    while (this.#accept(","));
    if (!this.#accept(")")) throw this.#unexpected('"," or ")"');
    return values;
  }

  /** May be empty, as in `a=` and `a in (b,)`. */
  #value(): string {
    if (this.#token === "" || isSign(this.#token)) return "";
    if (!isLabelValue(this.#token)) {
      throw this.#fault(`${quote(this.#token)} is not a label's value, which is ${LABEL_VALUE_RULE}`);
    }
    return this.#take();
  }

  #accept(token: string): boolean {
    if (this.#token !== token) return false;
    this.#advance();
    return true;
  }

  #take(): string {
    const token = this.#token;
    this.#advance();
    return token;
  }

  #advance(): void {
    TOKEN.lastIndex = this.#end;
    const match = TOKEN.exec(this.#text);
    this.#token = match?.[1] ?? match?.[2] ?? "";
    this.#end = TOKEN.lastIndex;
    this.#start = this.#end - this.#token.length;
  }

  #unexpected(wanted: string): EngineError {
    return this.#fault(`${wanted} should stand where ${this.#token === "" ? "it ends" : `${quote(this.#token)} is`}`);
  }

  #fault(problem: string): EngineError {
    const message = `Label selector ${quote(this.#text)}, character ${this.#start + 1}: ${problem}`;
    return new EngineError("Invalid", message, { field: "labelSelector" });
  }
}

function isSign(token: string): boolean {
  return /^[=!,()]/.test(token);
}
