import type { Language } from "../../shared/language.ts";
import { currentLanguage, t } from "../i18n/i18n.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A length of time as one speaks of it: `8 s`, `4 min`, `3 h`, `41 d`. */
export function roughDurationText(ms: number): string {
  const length = Math.max(0, ms);
  if (length < minute) return `${Math.floor(length / second)} s`;
  if (length < hour) return `${Math.floor(length / minute)} min`;
  if (length < day) return `${Math.floor(length / hour)} h`;
  return `${Math.floor(length / day)} d`;
}

/** The same with ms below a second: `83 ms`, `8 s`, `4 min 10 s`. */
export function fineDurationText(ms: number): string {
  return ms < second ? `${Math.max(0, Math.round(ms))} ms` : durationText(ms);
}

/** A length of time in the two units that matter: `8 s`, `4 min 10 s`, `3 h 5 min`, `2 d 4 h`, `41 d`. */
export function durationText(ms: number): string {
  const length = Math.max(0, ms);
  if (length < minute) return `${Math.floor(length / second)} s`;
  if (length < 10 * minute) return pair(length, minute, "min", second, "s");
  if (length < hour) return `${Math.floor(length / minute)} min`;
  if (length < day) return pair(length, hour, "h", minute, "min");
  if (length < 10 * day) return pair(length, day, "d", hour, "h");
  return `${Math.floor(length / day)} d`;
}

function pair(ms: number, large: number, largeName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % large) / small);
  return `${Math.floor(ms / large)} ${largeName}${rest > 0 ? ` ${rest} ${smallName}` : ""}`;
}

/** How far a time is from now, as exactly as one speaks of it: `-8 s`, `+12 min`, or "" for now. */
export function distanceTo(at: number, now: number): string {
  const distance = at - now;
  if (Math.abs(distance) < second) return "";
  return distance < 0 ? `-${roughDurationText(-distance)}` : `+${roughDurationText(distance)}`;
}

/** In words what `distanceTo` found: `just now`, `8 s ago`, `in 12 min`. */
export function distanceText(distance: string): string {
  if (distance === "") return t("times.now");
  return t(distance.startsWith("-") ? "times.ago" : "times.in", { length: distance.slice(1) });
}

/** What is left until a time, rounded up so that it never says `0 s` while there is something left. */
export function countdownText(until: number, now: number): string {
  const left = until - now;
  return left <= 0 ? t("times.due") : durationText(Math.ceil(left / second) * second);
}

/** When something is due: `in 8 s`, then `due now`. */
export function dueText(until: number, now: number): string {
  return until <= now ? countdownText(until, now) : t("times.in", { length: countdownText(until, now) });
}

function absoluteFormats(locale: string) {
  return {
    whole: new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "medium" }),
    ofToday: new Intl.DateTimeFormat(locale, { timeStyle: "medium" }),
    ofAnotherDay: new Intl.DateTimeFormat(locale, {
      day: "numeric",
      month: "short",
      hour: "2-digit",
      minute: "2-digit",
    }),
    day: new Intl.DateTimeFormat(locale, { dateStyle: "medium" }),
  };
}

/** Making them takes long. */
const absolute: Readonly<Record<Language, ReturnType<typeof absoluteFormats>>> = {
  en: absoluteFormats("en-GB"),
  de: absoluteFormats("de"),
};

/** `3 Oct 2026, 16:04:11` */
export function absoluteTimeText(at: number): string {
  return absolute[currentLanguage()].whole.format(at);
}

/** As much of it as tells it from others now: `16:04:11` of today, `3 Oct, 16:04` of half a year around, else `3 Oct 2026`. */
export function shortAbsoluteTimeText(at: number, now: number): string {
  const { ofToday, ofAnotherDay, day } = absolute[currentLanguage()];
  if (new Date(at).toDateString() === new Date(now).toDateString()) return ofToday.format(at);
  return (Math.abs(at - now) < 180 * (24 * hour) ? ofAnotherDay : day).format(at);
}
