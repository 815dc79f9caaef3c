import { createInstance } from "i18next";
import { type Language, languages } from "../../shared/language.ts";
import { en } from "./en/index.ts";

const i18n = createInstance({
  lng: "en",
  fallbackLng: "en",
  resources: { en: { translation: en } },
  initAsync: false,
  // React escapes what it renders.
  interpolation: { escapeValue: false },
});
void i18n.init();

/**
 * The text of a key in the language of the window: `t("freshness.seconds", { count: 4 })`. Call it while rendering. A text
 * writes numbers as its language does where it says `{{count, number}}`.
 */
export const t = i18n.t;

/** The language of the window. */
export function currentLanguage(): Language {
  return languages.find((language) => language === i18n.language) ?? "en";
}

/** Calls back after each change of the window's language, until the returned function is called. */
export function onLanguage(listener: () => void): () => void {
  i18n.on("languageChanged", listener);
  return () => i18n.off("languageChanged", listener);
}

/** Makes `t` speak another language; what is rendered has to be rendered again. */
export async function speak(language: Language): Promise<void> {
  if (language === "de") i18n.addResourceBundle("de", "translation", (await import("./de/index.ts")).de);
  await i18n.changeLanguage(language);
}
