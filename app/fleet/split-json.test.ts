import * as fc from "fast-check";
import { expect, test } from "vitest";
import { splitJson } from "./split-json.ts";

function texts(text: string): string[] {
  return [...splitJson(text)].map((piece) => piece.text);
}

test("a list is parted into its elements", () => {
  expect(texts('[{"a": [1, 2]}, {"b": "],{"}]')).toEqual(['{"a": [1, 2]}', '{"b": "],{"}']);
});

test("a list under items is parted into its elements", () => {
  expect(texts('{"kind": "List", "items": [{"a": 1}, {"a": 2}]}')).toEqual(['{"a": 1}', '{"a": 2}']);
});

test("lists deeper down are left alone", () => {
  const text = '{"kind": "Device", "spec": {"items": [1, 2]}}';
  expect(texts(text)).toEqual([text]);
});

test("an element knows the line on which it begins", () => {
  const pieces = [...splitJson('[\n  {\n    "a": 1\n  },\n\n  {"a": 2}\n]\n')];
  expect(pieces.map(({ line }) => line)).toEqual([2, 6]);
});

test("a list that never ends keeps its last element, for whoever reads it to find out", () => {
  expect(texts('[{"a": 1}, {"a": 2')).toEqual(['{"a": 1}', '{"a": 2']);
});

test("whatever a list holds, its parts are its elements", () => {
  fc.assert(
    fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.constantFrom(undefined, 2, "\t"), (list, space) => {
      const parts = texts(JSON.stringify(list, undefined, space)).map((text): unknown => JSON.parse(text));
      expect(parts).toEqual(JSON.parse(JSON.stringify(list)));
    }),
  );
});
