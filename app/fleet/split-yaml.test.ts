import * as fc from "fast-check";
import { expect, test } from "vitest";
import { parseDocument } from "yaml";
import { splitYaml } from "./split-yaml.ts";

/** The texts of the pieces, as lists of items or whole documents. */
function texts(text: string): (string | string[])[] {
  return [...splitYaml(text)].map((part) =>
    part.type === "document" ? part.piece.text : part.pieces.map((piece) => piece.text),
  );
}

test("documents are parted at their markers, and comments between them are nothing", () => {
  expect(texts("# head\n---\na: 1\n---\n# nothing\n---\nb: 2\n...\n")).toEqual(["---\na: 1\n", "---\nb: 2\n"]);
});

test("a bare list is parted into its items", () => {
  expect(texts("- a: 1\n  b: 2\n- a: 3\n")).toEqual([["- a: 1\n  b: 2\n", "- a: 3\n"]]);
});

test("a list under nodes: is parted into its items, indented or not", () => {
  expect(texts("# c\nnodes:\n- a: 1\n- a: 2\n")).toEqual([["- a: 1\n", "- a: 2\n"]]);
  expect(texts("nodes: # all\n\n  - a: 1\n  - a: 2\n")).toEqual([["  - a: 1\n", "  - a: 2\n"]]);
});

test("a document that is more than a list stays whole", () => {
  const text = "nodes:\n- a: 1\nmore: 2\n";
  expect(texts(text)).toEqual([text]);
});

test("a document with anchors stays whole, since an alias may stand anywhere in it", () => {
  const text = "- &x {a: 1}\n- *x\n";
  expect(texts(text)).toEqual([text]);
});

test("a dash in a block of text is no item", () => {
  expect(texts("- a: |\n    - b\n    - c\n- d: 1\n")).toEqual([["- a: |\n    - b\n    - c\n", "- d: 1\n"]]);
});

test("each piece knows the line on which it begins", () => {
  const parts = [...splitYaml("# one\nnodes:\n- a: 1\n  b: 2\n- a: 2\n---\n- c: 3\n")];
  const lines = parts.flatMap((part) => (part.type === "items" ? part.pieces : [part.piece])).map(({ line }) => line);
  expect(lines).toEqual([3, 5, 7]);
});

test("a long list comes in several parts", () => {
  const items = Array.from({ length: 5_000 }, (_, index) => `- name: a-name-of-some-length-${index}\n`);
  const parts = texts(items.join(""));
  expect(parts.length).toBeGreaterThan(2);
  expect(parts.flat()).toEqual(items);
});

const scalar = fc.oneof(fc.integer().map(String), fc.constantFrom("a", "'- b'", '"--- c"', "true", "1.5"));
const item = fc
  .array(fc.tuple(fc.constantFrom("a", "b", "c", "d"), scalar), { minLength: 1, maxLength: 4 })
  .map((fields) => Object.entries(Object.fromEntries(fields)).map(([key, value]) => `${key}: ${value}`));

test("read piece by piece, a list means the same as when it is read as a whole", () => {
  const list = fc.tuple(
    fc.array(item, { minLength: 1, maxLength: 10 }),
    fc.constantFrom("", "  "),
    fc.boolean(),
    fc.constantFrom("", "\n", "# comment\n"),
  );
  fc.assert(
    fc.property(list, ([items, indent, underKey, between]) => {
      const body = items.map((lines) => `${indent}- ${lines.join(`\n${indent}  `)}\n`).join(between);
      const text = underKey ? `nodes:\n${body}` : body;
      const whole: unknown = parseDocument(text).toJS();
      const pieces = texts(text).flatMap((piece) => (typeof piece === "string" ? [] : piece));
      const values = pieces.flatMap((piece): unknown[] => parseDocument(piece).toJS());
      expect(underKey ? { nodes: values } : values).toEqual(whole);
    }),
  );
});
