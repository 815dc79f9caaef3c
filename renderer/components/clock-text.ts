import type { Language } from "../../shared/language.ts";
import { currentLanguage } from "../i18n/i18n.ts";

function formatsIn(locale: string) {
  return {
    clock: new Intl.DateTimeFormat(locale, {
      hour: "2-digit",
      minute: "2-digit",
      second: "2-digit",
      fractionalSecondDigits: 3,
    }),
    day: new Intl.DateTimeFormat(locale, { day: "2-digit", month: "short" }),
  };
}

const formats: Readonly<Record<Language, ReturnType<typeof formatsIn>>> = {
  en: formatsIn("en-GB"),
  de: formatsIn("de"),
};

/** `16:04:11.083`; with the day before it where that is not today: `03 Oct, 16:04:11.083`. Times in ms since the epoch. */
export function clockText(at: number, now: number): string {
  const { clock, day } = formats[currentLanguage()];
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  return isToday ? clock.format(at) : `${day.format(at)}, ${clock.format(at)}`;
}
