import { describe, expect, it } from "vitest";
import { de } from "./de/index.ts";
import { en } from "./en/index.ts";

/** What German writes as English does: terms of the field, values of the API, and words of both languages. */
const sameInGerman = new Set([
  "Conditions",
  "Details",
  "Electron",
  "Engine",
  "Fabrica Desktop",
  "False",
  "Form {{number}}",
  "Generation",
  "Generation {{generation}}",
  "Graph",
  "Label",
  "Labels",
  "Live",
  "Moment",
  "Name",
  "Normal",
  "Palette",
  "Port",
  "Reconciles",
  "Spec",
  "Status",
  "True",
  "UID",
  "Unknown",
  "YAML",
  "in {{length}}",
  "label.rack, spec.driver …",
]);

interface Catalogue {
  readonly [key: string]: string | Catalogue;
}

/** The texts of a catalogue by their keys, as in `freshness.live.word`. */
function textsOf(catalogue: Catalogue, prefix = ""): [key: string, text: string][] {
  return Object.entries(catalogue).flatMap(([key, value]) =>
    typeof value === "string" ? [[prefix + key, value]] : textsOf(value, `${prefix}${key}.`),
  );
}

const english = textsOf(en);
const german = new Map(textsOf(de));

const placeholders = (text: string): string[] => (text.match(/\{\{\w+/g) ?? []).toSorted();
const hasWords = (text: string): boolean => /\p{Letter}/u.test(text.replaceAll(/\{\{.*?\}\}/g, ""));

describe("the German catalogue", () => {
  it("leaves nothing in English but what German writes the same", () => {
    const untranslated = english.filter(
      ([key, text]) => german.get(key) === text && hasWords(text) && !sameInGerman.has(text),
    );
    expect(untranslated).toEqual([]);
  });

  it("excuses no word that is translated everywhere", () => {
    const same = new Set(english.filter(([key, text]) => german.get(key) === text).map(([, text]) => text));
    expect([...sameInGerman].filter((text) => !same.has(text))).toEqual([]);
  });

  it("fills the same values into a text as the English one", () => {
    const differing = english.filter(
      ([key, text]) => placeholders(german.get(key) ?? "").join() !== placeholders(text).join(),
    );
    expect(differing).toEqual([]);
  });
});
