import { isKey, isListOperator, isPlain, type Query, type Word } from "./query.ts";

/** The text of a query in its one canonical form: what `parseQuery` reads back as the same. */
export function printQuery(query: Query): string {
  switch (query.type) {
    case "everything":
      return "";
    case "or":
      return query.of.map(printQuery).join(" || ");
    case "and":
      return query.of
        .map((part) => (part.type === "or" ? `(${printQuery(part)})` : printQuery(part)))
        .reduce((text, part, index) => text + linkBetween(query.of[index - 1], query.of[index]) + part);
    case "not":
      return isSimple(query.of) ? `!${printQuery(query.of)}` : `!(${printQuery(query.of)})`;
    case "name":
      return isPlain(query.word.text) && !query.word.quoted && !isKey(query.word) && !isListOperator(query.word.text)
        ? query.word.text
        : quoted(query.word.text);
    case "exists":
      return printKey(query.key.text);
    case "compare":
      return `${printKey(query.key.text)}${query.operator}${printValue(query.value)}`;
    case "in":
    case "notin":
      return `${printKey(query.key.text)} ${query.type} (${query.values.map(printValue).join(", ")})`;
  }
}

/** Words of names stand beside what they go with, as people type them. */
function linkBetween(before: Query | undefined, after: Query | undefined): string {
  return before?.type === "name" || after?.type === "name" ? " " : " && ";
}

function isSimple({ type }: Query): boolean {
  return type === "name" || type === "exists" || type === "not";
}

export function printValue({ text, quoted: isQuoted }: Pick<Word, "text" | "quoted">): string {
  return isPlain(text) && !isQuoted ? text : quoted(text);
}

/** What comes before the first dot stays outside the quotes, by which it is known as a key, where `tokenize` reads it there. */
export function printKey(text: string): string {
  if (isPlain(text) && !isListOperator(text)) return text;
  const prefix = /^[a-z]+\./u.exec(text)?.[0] ?? "";
  return prefix + quoted(text.slice(prefix.length));
}

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}
