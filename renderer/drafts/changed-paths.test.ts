import { expect, test } from "vitest";
import { pathText } from "../forms/path.ts";
import { changedPaths } from "./changed-paths.ts";

const between = (before: unknown, after: unknown): string[] => changedPaths(before, after).map(pathText);

test("each field that differs is named, those that come and go among them", () => {
  const before = { spec: { power: "on", nid: 5, gone: 1 }, labels: {} };
  const after = { spec: { power: "off", nid: 5 }, labels: { site: "hq" } };
  expect(between(before, after)).toEqual(["spec.power", "spec.gone", "labels.site"]);
});

test("an item of a list is named as it is told apart; a list without that is one field", () => {
  const before = {
    nics: [
      { mac: "a", ips: [1] },
      { mac: "b", ips: [] },
    ],
    tags: [1, 2],
  };
  const after = {
    nics: [
      { mac: "b", ips: [3] },
      { mac: "a", ips: [1] },
    ],
    tags: [2],
  };
  expect(between(before, after)).toEqual(["nics.b.ips", "tags"]);
});

test("the same items in another order are a change of the list", () => {
  expect(between({ nics: [{ mac: "a" }, { mac: "b" }] }, { nics: [{ mac: "b" }, { mac: "a" }] })).toEqual(["nics"]);
});

test("what is the same differs nowhere", () => {
  expect(between({ a: [{ name: "x" }] }, { a: [{ name: "x" }] })).toEqual([]);
});
