import { isListOperator } from "./query.ts";
import { type Span, type Token, tokenize } from "./tokens.ts";

/** What can stand at a place of a query, and the stretch of text that it would replace. */
export type Expected = Span & {
  /** What is there of it already. */
  typed: string;
} & ({ what: "key" } | { what: "operator"; key: string } | { what: "value"; key: string } | { what: "link" });

/** What is being typed at a place of a text, which need not be a query yet. */
export function expectedAt(text: string, position: number): Expected {
  const before = tokenize(text.slice(0, position));
  const last = before.at(-1);
  const isTyping = last !== undefined && last.to === position && (last.type === "word" || last.type === "wrong");
  const earlier = isTyping ? before.slice(0, -1) : before;
  const span = {
    typed: isTyping ? last.text.replace(/^["']/, "") : "",
    from: isTyping ? last.from : position,
    to: position,
  };
  const previous = earlier.at(-1);
  const list = listKey(earlier);
  if (list !== undefined) return { ...span, what: "value", key: list };
  if (previous?.type === "operator") return { ...span, what: "value", key: earlier.at(-2)?.text ?? "" };
  if (previous !== undefined && isTerm(previous)) {
    const isValue = earlier.at(-2)?.type === "operator" || previous.type === "close";
    if (isValue) return isTyping ? { ...span, what: "key" } : { ...span, what: "link" };
    if (!isTyping || isListOperator(`${last.text}`) || "notin".startsWith(last.text)) {
      return { ...span, what: "operator", key: previous.text };
    }
  }
  return { ...span, what: "key" };
}

function isTerm({ type }: Token): boolean {
  return type === "word" || type === "close";
}

/** The key of the list of values that is open: of `rack in (r1, `, rack. */
function listKey(tokens: readonly Token[]): string | undefined {
  let place = tokens.length - 1;
  while (place >= 0 && ["word", "comma"].includes(tokens[place]?.type ?? "")) place -= 1;
  const [key, list] = [tokens[place - 2], tokens[place - 1]];
  if (tokens[place]?.type !== "open" || list?.type !== "word" || !isListOperator(list.text)) return undefined;
  return key?.text;
}
