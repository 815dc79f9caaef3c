import type { Language } from "../../shared/language.ts";
import { currentLanguage } from "../i18n/i18n.ts";

function formatsIn(language: Language) {
  return {
    counts: new Intl.NumberFormat(language),
    shortCounts: new Intl.NumberFormat(language, { notation: "compact" }),
    rates: new Intl.NumberFormat(language, { maximumSignificantDigits: 3 }),
  };
}

/** Making one takes long. */
const formats: Readonly<Record<Language, ReturnType<typeof formatsIn>>> = { en: formatsIn("en"), de: formatsIn("de") };

/** `4,812` */
export function formatCount(value: number): string {
  return formats[currentLanguage()].counts.format(value);
}

/** `4,812`, `99K`: for narrow places, where the rest of a large number does not matter. */
export function formatShortCount(value: number): string {
  const { counts, shortCounts } = formats[currentLanguage()];
  return value < 10_000 ? counts.format(value) : shortCounts.format(value);
}

/** `3.42`, `128`: as many digits as the eye can use. */
export function formatRate(value: number): string {
  return formats[currentLanguage()].rates.format(value);
}

/** `1 node`, `4,812 nodes` */
export function formatCounted(value: number, singular: string, plural: string): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`;
}
