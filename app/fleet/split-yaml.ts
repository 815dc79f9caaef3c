import { countLines, type Piece } from "./piece.ts";

/** One YAML document, or, where it is a long list, as many items of it as fit. */
export type YamlPart =
  | { type: "document"; piece: Piece }
  /** Items of the list that the whole document is, or that stands in it under a key: as single pieces. */
  | { type: "items"; pieces: Piece[]; key: "nodes" | "items" | undefined };

/** Items are read together up to this size, so that nobody has to wait long for the thread. */
const CHUNK_CHARS = 32 * 1024;

/**
 * Cuts a text into parts that can be read one after the other, so that a file of any length is never held as a whole but
 * as its text: at document markers, and within a document between the items of the list that it consists of. A document
 * with anchors stays whole: an alias may stand in any item.
 */
export function* splitYaml(text: string): Generator<YamlPart> {
  for (const document of splitDocuments(text)) {
    const list = hasAnchor(document.text) ? undefined : findList(document.text);
    if (list === undefined) yield { type: "document", piece: document };
    else yield* chunks(splitItems(document, list), list.key);
  }
}

interface List {
  /** Where its first item begins. */
  start: number;
  indent: string;
  key: "nodes" | "items" | undefined;
}

function* splitDocuments(text: string): Generator<Piece> {
  const marker = /^(?:---|\.\.\.)(?=\s|$)/gm;
  let start = 0;
  let line = 1;
  for (const match of text.matchAll(marker)) {
    // A document that follows its marker on the same line keeps it; one that ends with "..." leaves it out.
    const piece = text.slice(start, match.index);
    if (!isBlank(piece)) yield { text: piece, line };
    line += countLines(piece);
    start = match[0] === "..." ? match.index + 3 : match.index;
  }
  const rest = text.slice(start);
  if (!isBlank(rest)) yield { text: rest, line };
}

/** Nothing but comments, blank lines, directives and a document marker. */
function isBlank(text: string): boolean {
  return !/^(?![ \t]*(?:#|\r?$)|%|---[ \t]*(?:#.*)?\r?$).*\S/m.test(text);
}

function hasAnchor(text: string): boolean {
  return /(?:^|[\s[{,])&[^\s&]/m.test(text);
}

/** The list that the document is, or that is all there is in it under `nodes:` or `items:`. */
function findList(text: string): List | undefined {
  const head = /^(?:(?:---)?[ \t]*(?:#.*)?\r?\n|%.*\r?\n)*/.exec(text)?.[0].length ?? 0;
  const match = /^(?:(nodes|items):[ \t]*(?:#.*)?\r?\n(?:[ \t]*(?:#.*)?\r?\n)*)?( *)-(?=\s)/.exec(text.slice(head));
  if (match === null) return undefined;
  const key = match[1] === "nodes" || match[1] === "items" ? match[1] : undefined;
  const indent = match[2] ?? "";
  const start = head + match[0].length - 1 - indent.length;
  return endsWithItems(text, start, indent) ? { start, indent, key } : undefined;
}

/** Whether no line after the list's beginning belongs to anything but its items. */
function endsWithItems(text: string, start: number, indent: string): boolean {
  const stranger = new RegExp(`^(?! *#| *\\r?$|${indent}-(?:\\s|$)|${indent} )`, "gm");
  stranger.lastIndex = start;
  const match = stranger.exec(text);
  return match === null || match.index >= text.length;
}

function* splitItems(document: Piece, { start, indent }: List): Generator<Piece> {
  const { text } = document;
  const item = new RegExp(`^${indent}-(?=\\s|$)`, "gm");
  item.lastIndex = start;
  let line = document.line + countLines(text.slice(0, start));
  let begin = start;
  item.exec(text);
  for (let match = item.exec(text); match !== null; match = item.exec(text)) {
    const piece = text.slice(begin, match.index);
    yield { text: piece, line };
    line += countLines(piece);
    begin = match.index;
  }
  yield { text: text.slice(begin), line };
}

function* chunks(items: Iterable<Piece>, key: List["key"]): Generator<YamlPart> {
  let pieces: Piece[] = [];
  let chars = 0;
  for (const piece of items) {
    pieces.push(piece);
    chars += piece.text.length;
    if (chars < CHUNK_CHARS) continue;
    yield { type: "items", pieces, key };
    pieces = [];
    chars = 0;
  }
  if (pieces.length > 0) yield { type: "items", pieces, key };
}
