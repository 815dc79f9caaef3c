import { currentLanguage } from "../i18n/i18n.ts";

/** A kind's name within a sentence: German writes it large there too. */
export function inSentence(kind: string): string {
  return currentLanguage() === "de" ? kind : kind.toLowerCase();
}
