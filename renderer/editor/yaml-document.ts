import { type Document, isMap, isNode, isPair, isSeq, LineCounter, parseDocument, stringify } from "yaml";
import { type Path, pathText } from "../forms/path.ts";
import type { FieldProblem } from "../forms/validate-spec.ts";

/** Something wrong in a text, between two offsets. */
export interface TextProblem {
  from: number;
  to: number;
  message: string;
}

/** A YAML text as it was read: its value where it is YAML at all, and where it is not, why. */
export interface YamlReading {
  document: Document.Parsed;
  /** Undefined when the text has errors. */
  value: unknown;
  problems: TextProblem[];
}

/** More aliases than anyone writes by hand; fewer than it takes to fill the memory. */
const maxAliasCount = 100;

export function readYaml(text: string): YamlReading {
  const document = parseDocument(text, { lineCounter: new LineCounter(), prettyErrors: false });
  const problems = document.errors.map(({ pos: [from, to], message }) => ({
    from,
    to: Math.max(to, from + 1),
    message,
  }));
  if (problems.length > 0) return { document, value: undefined, problems };
  try {
    return { document, value: document.toJS({ maxAliasCount }), problems };
  } catch (error) {
    return { document, value: undefined, problems: [{ from: 0, to: text.length, message: String(error) }] };
  }
}

export function writeYaml(value: unknown): string {
  return stringify(value, { lineWidth: 0 });
}

/**
 * Where in the text each problem is: at its key, and where one is missing, at the nearest parent that is there.
 * A key that should not be there is marked itself.
 */
export function locateProblems(document: Document.Parsed, problems: readonly FieldProblem[]): TextProblem[] {
  return problems.flatMap(({ path, message, unknownKeys }) => {
    const text = path.length === 0 ? message : `${pathText(path)}: ${message}`;
    const paths = unknownKeys.length === 0 ? [path] : unknownKeys.map((key) => [...path, key]);
    return paths.map((marked) => ({ ...rangeOf(document, marked), message: text }));
  });
}

function rangeOf(document: Document.Parsed, steps: Path): { from: number; to: number } {
  for (let depth = steps.length; depth > 0; depth--) {
    const path = steps.slice(0, depth);
    const key = keyRange(document, path);
    if (key) return key;
  }
  return { from: 0, to: Math.max(1, document.contents?.range?.[1] ?? 1) };
}

/** The range of the key (in a map) or of the item (in a list) that a path names. */
function keyRange(document: Document.Parsed, path: Path): { from: number; to: number } | undefined {
  const last = path.at(-1);
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  if (isSeq(parent)) return nodeRange(parent.get(Number(last), true));
  if (!isMap(parent)) return undefined;
  const pair = parent.items.find(({ key }) => isNode(key) && String(key) === String(last));
  return isPair(pair) ? nodeRange(pair.key) : undefined;
}

function nodeRange(node: unknown): { from: number; to: number } | undefined {
  if (!isNode(node) || !node.range) return undefined;
  const [from, to] = node.range;
  return { from, to: Math.max(to, from + 1) };
}

/** The path of the map or list that holds the offset, by indentation: works in a text that is not yet whole. */
export function enclosingPath(text: string, offset: number): string[] {
  const lines = text.slice(0, offset).split("\n");
  let indent = indentOf(lines.pop() ?? "");
  const path: string[] = [];
  for (const line of lines.toReversed()) {
    const key = /^(?<indent>\s*(?:- )*)(?<key>[^\s#:][^:#]*):(?:\s|$)/.exec(line)?.groups;
    if (!key || (key.indent ?? "").length >= indent) continue;
    indent = (key.indent ?? "").length;
    path.unshift(key.key?.trim() ?? "");
    if (indent === 0) break;
  }
  return path;
}

function indentOf(line: string): number {
  return /^\s*(?:- )*/.exec(line)?.[0].length ?? 0;
}
