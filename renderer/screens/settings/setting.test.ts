import { expect, test } from "vitest";
import { matchingSections } from "./setting.ts";

const sections = [
  {
    id: "look",
    title: "Appearance",
    settings: [
      { id: "theme", name: "Theme", words: "dark light", control: null },
      { id: "density", name: "Density", hint: "How high rows are", control: null },
    ],
  },
  { id: "engine", title: "Engine", settings: [{ id: "log", name: "Log level", control: null }] },
];

function found(search: string): string[] {
  return matchingSections(sections, search).flatMap(({ settings }) => settings.map(({ id }) => id));
}

test.each([
  ["", ["theme", "density", "log"]],
  ["DARK", ["theme"]],
  ["rows high", ["density"]],
  ["appearance", ["theme", "density"]],
  ["engine log", ["log"]],
  ["appearance log", []],
])("a search for %j finds %j", (search, ids) => {
  expect(found(search)).toEqual(ids);
});
