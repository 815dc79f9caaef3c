import type { Language } from "../../shared/language.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";

/** The main process's strings in one language. */
export type Words = typeof en;

const words: Readonly<Record<Language, Words>> = { en, de };

export function wordsOf(language: Language): Words {
  return words[language];
}
