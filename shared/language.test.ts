import { expect, test } from "vitest";
import { languageFor } from "./language.ts";

test("what was chosen is spoken, whatever the system speaks", () => {
  expect(languageFor("en", "de-AT")).toBe("en");
  expect(languageFor("de", "en-US")).toBe("de");
});

test.each([
  ["de", "de"],
  ["de-AT", "de"],
  ["DE-ch", "de"],
  ["en-GB", "en"],
  ["fr-FR", "en"],
  ["", "en"],
])("of a system in %s it speaks %s", (locale, language) => {
  expect(languageFor("system", locale)).toBe(language);
});
