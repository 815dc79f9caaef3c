import {
  isKey,
  isListOperator,
  isPlain,
  MAX_QUERY_DEPTH,
  MAX_QUERY_LENGTH,
  type Operator,
  type Query,
  QueryError,
  type Word,
} from "./query.ts";
import { type Token, tokenize, type TokenType } from "./tokens.ts";

/**
 * Reads a query such as `nid ready!=True && label.rack in (r1, r2) && age>3d`. `!` binds closest, then `&&` (which may be left
 * out, or be a comma), then `||`. Words on their own are words of names.
 * @throws {QueryError} telling the place in the text and what should stand there.
 */
export function parseQuery(text: string): Query {
  if (text.length > MAX_QUERY_LENGTH) {
    throw new QueryError(`A query has at most ${MAX_QUERY_LENGTH} characters; this one has ${text.length}`, {
      from: MAX_QUERY_LENGTH,
      to: text.length,
    });
  }
  return new QueryParser(text).parse();
}

const OPERATORS: ReadonlySet<string> = new Set<Operator>(["==", "!=", "<", "<=", ">", ">=", "~="]);
const STARTS: ReadonlySet<TokenType> = new Set(["word", "not", "open", "wrong"]);

class QueryParser {
  readonly #tokens: readonly Token[];
  readonly #length: number;
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#tokens = tokenize(text);
    this.#length = text.length;
  }

  parse(): Query {
    if (this.#tokens.length === 0) return { type: "everything" };
    const query = this.#either();
    const rest = this.#peek();
    if (rest?.type === "close") throw new QueryError("This bracket closes none that was opened", rest);
    if (rest !== undefined) throw this.#unexpected("&&, || or the end");
    return query;
  }

  #either(): Query {
    const options = [this.#all()];
    while (this.#accept("or")) options.push(this.#all());
    return joined("or", options);
  }

  #all(): Query {
    const terms = [this.#term()];
    for (;;) {
      const isLinked = this.#accept("and") || this.#accept("comma");
      const next = this.#peek();
      if (!isLinked && (next === undefined || !STARTS.has(next.type))) return joined("and", terms);
      terms.push(this.#term());
    }
  }

  #term(): Query {
    const token = this.#peek();
    if (token?.type === "not") return this.#deeper(token, () => ({ type: "not", of: this.#term() }));
    if (token?.type === "open") {
      return this.#deeper(token, () => {
        const inside = this.#either();
        if (!this.#accept("close")) throw this.#unexpected("&&, || or )");
        return inside;
      });
    }
    if (token?.type !== "word") throw this.#unexpected("a word or a condition such as ready!=True");
    this.#next += 1;
    return this.#about(toWord(token));
  }

  /** What is said of a key, or that the word is one of a name. */
  #about(key: Word): Query {
    const next = this.#peek();
    if (next?.type === "operator" && isOperator(next.text)) {
      this.#next += 1;
      return { type: "compare", key, operator: next.text, value: this.#value("a value") };
    }
    if (next?.type === "word" && !next.quoted && isListOperator(next.text)) {
      this.#next += 1;
      return { type: next.text, key, values: this.#values() };
    }
    return isKey(key) ? { type: "exists", key } : { type: "name", word: key };
  }

  #values(): Word[] {
    if (!this.#accept("open")) throw this.#unexpected("( and the values");
    const values = [this.#value("a value")];
    while (this.#accept("comma")) values.push(this.#value("another value"));
    if (!this.#accept("close")) throw this.#unexpected(", or )");
    return values;
  }

  #value(wanted: string): Word {
    const token = this.#peek();
    if (token?.type !== "word") throw this.#unexpected(wanted);
    this.#next += 1;
    // A value is either a word as it stands or what stood in quotes, wherever they began.
    return { ...toWord(token), quoted: token.quoted || !isPlain(token.text) };
  }

  #deeper(token: Token, parse: () => Query): Query {
    if (this.#depth >= MAX_QUERY_DEPTH) {
      throw new QueryError(`Brackets and negations can be ${MAX_QUERY_DEPTH} deep at most`, token);
    }
    this.#next += 1;
    this.#depth += 1;
    const query = parse();
    this.#depth -= 1;
    return query;
  }

  #peek(): Token | undefined {
    return this.#tokens[this.#next];
  }

  #accept(type: TokenType): boolean {
    if (this.#peek()?.type !== type) return false;
    this.#next += 1;
    return true;
  }

  #unexpected(wanted: string): QueryError {
    const token = this.#peek();
    if (token === undefined)
      return new QueryError(`Here ${wanted} is missing`, { from: this.#length, to: this.#length });
    if (token.type !== "wrong") return new QueryError(`${wanted} should stand here, not ${token.text}`, token);
    const isQuote = /["']/.test(token.text);
    return new QueryError(
      isQuote ? "This quote does not end" : `${token.text} means nothing here; write && or ||`,
      token,
    );
  }
}

function isOperator(text: string): text is Operator {
  return OPERATORS.has(text);
}

function toWord({ text, quoted, from, to }: Token): Word {
  return { text, quoted, from, to };
}

/** What is joined alike is one list, however it was bracketed. */
function joined(type: "and" | "or", queries: readonly Query[]): Query {
  const [only] = queries;
  if (queries.length === 1 && only !== undefined) return only;
  return { type, of: queries.flatMap((query) => (query.type === type ? query.of : [query])) };
}
