import { isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from "yaml";
import { messageOf } from "../errors.ts";
import type { Piece } from "./piece.ts";
import { ReadFault } from "./problem.ts";

/** A value and where it came from. */
export interface Parsed {
  value: unknown;
  /** The line in the file, counted from 1, of what is at a path in the value, or of the nearest thing around it. */
  lineOf(path: readonly PropertyKey[]): number;
}

/** An alias stands for a copy: so many copies are no mistake, more are a bomb. */
const MAX_ALIASES = 100;
/** What is read as a whole holds the thread for so long that it must not be larger. */
const MAX_WHOLE_CHARS = 4 * 1024 * 1024;

/**
 * Reads one piece of YAML. An empty one has the value null.
 * @throws {ReadFault} with the line
 */
export function parseYaml(piece: Piece): Parsed {
  if (piece.text.length > MAX_WHOLE_CHARS) {
    const mebibytes = (piece.text.length / 2 ** 20).toFixed(0);
    throw new ReadFault(
      `is one YAML document of ${mebibytes} MiB, which is too much to be read at once; ` +
        "use a list without anchors, or several documents with --- between them",
      piece.line,
    );
  }
  const lines = new LineCounter();
  try {
    const document = parseDocument(piece.text, { lineCounter: lines, merge: true, prettyErrors: false });
    const [error] = document.errors;
    const toLine = (offset: number): number => piece.line + lines.linePos(offset).line - 1;
    if (error !== undefined) throw new ReadFault(`is not valid YAML: ${error.message}`, toLine(error.pos[0]));
    const value: unknown = document.toJS({ maxAliasCount: MAX_ALIASES });
    return { value, lineOf: (path) => toLine(offsetOf(document.contents, path)) };
  } catch (error) {
    if (error instanceof ReadFault) throw error;
    throw new ReadFault(explain(error), piece.line);
  }
}

/**
 * Reads one piece of JSON. Where a thing stands in it is only looked for when somebody asks.
 * @throws {ReadFault} with the line
 */
export function parseJson(piece: Piece): Parsed {
  let value: unknown;
  try {
    value = JSON.parse(piece.text);
  } catch (error) {
    if (piece.text.length > MAX_WHOLE_CHARS) throw new ReadFault(`is not valid JSON: ${messageOf(error)}`, piece.line);
    // YAML is a superset of JSON, and its parser knows the line of a mistake.
    return parseYaml(piece);
  }
  return { value, lineOf: (path) => parseYaml(piece).lineOf(path) };
}

/** One element of a list, as if it had been read alone. */
export function elementOf(list: Parsed, path: readonly PropertyKey[], value: unknown): Parsed {
  return { value, lineOf: (rest) => list.lineOf([...path, ...rest]) };
}

function offsetOf(root: Node | null, path: readonly PropertyKey[]): number {
  let node: unknown = root;
  let offset = root?.range?.[0] ?? 0;
  for (const key of path) {
    if (isSeq(node) && typeof key === "number") node = node.items[key];
    else if (isMap(node)) {
      const pair = node.items.find((pair) => isScalar(pair.key) && String(pair.key.value) === String(key));
      if (isScalar(pair?.key)) offset = pair.key.range?.[0] ?? offset;
      node = pair?.value;
      continue;
    } else break;
    if (isMap(node) || isSeq(node) || isScalar(node)) offset = node.range?.[0] ?? offset;
  }
  return offset;
}

function explain(error: unknown): string {
  if (error instanceof RangeError) return "is nested too deeply";
  const message = messageOf(error);
  if (message.startsWith("Excessive alias count")) {
    return "has aliases that stand for more than is sensible: an alias bomb?";
  }
  return `is not valid YAML: ${message}`;
}
