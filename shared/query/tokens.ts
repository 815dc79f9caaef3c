/** A stretch of a query's text: characters counted from 0, `to` not included. */
export interface Span {
  from: number;
  to: number;
}

export type TokenType = "word" | "operator" | "and" | "or" | "not" | "open" | "close" | "comma" | "wrong";

export interface Token extends Span {
  type: TokenType;
  /** What it stands for: a word without its quotes, and every other sign in the one spelling that is printed. */
  text: string;
  /** Whether a word begins with a quote: then it is never a key on its own. */
  quoted: boolean;
}

/** How signs are written, with the lenient spellings. */
const SIGNS: ReadonlyMap<string, readonly [type: TokenType, text: string]> = new Map([
  ["==", ["operator", "=="]],
  ["=", ["operator", "=="]],
  ["!=", ["operator", "!="]],
  ["<=", ["operator", "<="]],
  ["<", ["operator", "<"]],
  [">=", ["operator", ">="]],
  [">", ["operator", ">"]],
  ["~=", ["operator", "~="]],
  ["~", ["operator", "~="]],
  ["&&", ["and", "&&"]],
  ["||", ["or", "||"]],
  ["!", ["not", "!"]],
  ["(", ["open", "("]],
  [")", ["close", ")"]],
  [",", ["comma", ","]],
]);

/** Quotes stand around a whole word, or double ones around what follows the first dot of a key: `spec."a b"`. */
const TOKEN =
  /\s*(?:(?<sign>==|!=|<=|>=|~=|&&|\|\||[=<>~!(),])|(?<prefix>[a-z]+\.(?="))?(?<quoted>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?<plain>[^\s=!<>~&|(),"'][^\s=!<>~&|(),"]*)|(?<wrong>\S[^\s()]*))/suy;

/** Every sign and word of a text; what makes no sense (a quote that does not end, a lone `&`) is `wrong`. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  TOKEN.lastIndex = 0;
  for (let match = TOKEN.exec(text); match !== null; match = TOKEN.exec(text)) {
    const { sign, prefix = "", quoted, plain, wrong = "" } = match.groups ?? {};
    const to = TOKEN.lastIndex;
    const known = sign === undefined ? undefined : SIGNS.get(sign);
    if (known !== undefined && sign !== undefined) {
      tokens.push({ type: known[0], text: known[1], quoted: false, from: to - sign.length, to });
    } else if (quoted !== undefined) {
      const text = prefix + quoted.slice(1, -1).replaceAll(/\\(.)/gsu, "$1");
      const from = to - quoted.length - prefix.length;
      tokens.push({ type: "word", text, quoted: prefix === "", from, to });
    } else {
      const text = plain ?? wrong;
      tokens.push({ type: plain === undefined ? "wrong" : "word", text, quoted: false, from: to - text.length, to });
    }
  }
  return tokens;
}
