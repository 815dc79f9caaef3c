import { countLines, type Piece } from "./piece.ts";

/** Tokens that matter for where a value begins and ends; whatever stands in a string does not. */
const TOKEN = /"(?:[^"\\]|\\.)*"|[[\]{},:]/gs;

/**
 * Cuts a JSON text between the elements of the list that it is, or that it has under `items` or `nodes`. Text that is
 * neither, or no JSON at all, is one piece: whoever reads it will find out what is wrong.
 */
export function* splitJson(text: string): Generator<Piece> {
  let depth = 0;
  let key: string | undefined;
  let lastString = "";
  let listDepth: number | undefined;
  let begin = 0;
  let line = 1;
  let counted = 0;
  let found = false;
  const piece = (end: number): Piece | undefined => {
    const raw = text.slice(begin, end);
    const blank = raw.length - raw.trimStart().length;
    line += countLines(text.slice(counted, begin + blank));
    counted = begin + blank;
    return raw.trim() === "" ? undefined : { text: raw.trim(), line };
  };
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    const atList = listDepth !== undefined && depth === listDepth;
    if (token === "," && atList) {
      const element = piece(index);
      if (element !== undefined) yield element;
      begin = index + 1;
    } else if (token === "[" || token === "{") {
      depth++;
      const isList = token === "[" && (depth === 1 || (depth === 2 && (key === "items" || key === "nodes")));
      if (isList && !found) {
        found = true;
        listDepth = depth;
        begin = index + 1;
      }
    } else if (token === "]" || token === "}") {
      if (atList) {
        const element = piece(index);
        if (element !== undefined) yield element;
        listDepth = undefined;
      }
      depth--;
    } else if (token === ":" && depth === 1) key = lastString;
    else if (token.startsWith('"')) lastString = token.slice(1, -1);
  }
  if (!found || listDepth !== undefined) {
    const rest = piece(text.length);
    if (rest !== undefined) yield rest;
  }
}
