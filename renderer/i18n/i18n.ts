import { createInstance } from "i18next";
import { en } from "./en/index.ts";

export const languages = ["en", "de"] as const;
export type Language = (typeof languages)[number];

const i18n = createInstance({
  lng: "en",
  fallbackLng: "en",
  resources: { en: { translation: en } },
  initAsync: false,
  // React escapes what it renders.
  interpolation: { escapeValue: false },
});
void i18n.init();

/** The text of a key in the language of the window: `t("freshness.seconds", { count: 4 })`. Call it while rendering. */
export const t = i18n.t;

/** Makes `t` speak another language; what is rendered has to be rendered again. */
export async function speak(language: Language): Promise<void> {
  if (language === "de") i18n.addResourceBundle("de", "translation", (await import("./de/index.ts")).de);
  await i18n.changeLanguage(language);
}
