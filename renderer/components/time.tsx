import { createContext, useContext } from "react";
import type { Preferences } from "../../shared/preferences.ts";
import { useTimeText } from "../live/clock.ts";
import { clockText } from "./clock-text.ts";
import {
  absoluteTimeText,
  countdownText,
  distanceText,
  distanceTo,
  dueText,
  roughDurationText,
  shortAbsoluteTimeText,
} from "./relative-time.ts";

interface TimeProps {
  /** ms since the epoch, or ISO 8601. */
  at: number | string;
}

function toMs(at: number | string): number {
  return typeof at === "number" ? at : Date.parse(at);
}

/** How times are written where they stand, as the user chose; the other way is on hover. */
export const TimesContext = createContext<Preferences["times"]>("relative");

function TimeElement({ at, text, title = absoluteTimeText(at) }: { at: number; text: string; title?: string }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={title}>
      {text}
    </time>
  );
}

/** `8 s ago`, or `16:04:11`; the other on hover. */
export function RelativeTime({ at }: TimeProps) {
  const ms = toMs(at);
  const isAbsolute = useContext(TimesContext) === "absolute";
  // Looked at every second for each time on screen: it is put into words only when it has changed.
  const relative = distanceText(useTimeText((now) => distanceTo(ms, now)));
  const short = useTimeText((now) => (isAbsolute ? shortAbsoluteTimeText(ms, now) : ""));
  return isAbsolute ? <TimeElement at={ms} text={short} title={relative} /> : <TimeElement at={ms} text={relative} />;
}

/** `16:04:11.083`: where the order of things that happened at almost the same time matters. */
export function ClockTime({ at }: TimeProps) {
  const ms = toMs(at);
  return <TimeElement at={ms} text={useTimeText((now) => clockText(ms, now))} />;
}

/** For how long something has been so: `4 min`. */
export function Elapsed({ at }: TimeProps) {
  const ms = toMs(at);
  return <TimeElement at={ms} text={useTimeText((now) => roughDurationText(now - ms))} />;
}

/** How long until something is due: `8 s`, then `due now`. */
export function Countdown({ at }: TimeProps) {
  const ms = toMs(at);
  return <TimeElement at={ms} text={useTimeText((now) => countdownText(ms, now))} />;
}

/** When something is due: `in 8 s`, then `due now`. */
export function Due({ at }: TimeProps) {
  const ms = toMs(at);
  return <TimeElement at={ms} text={useTimeText((now) => dueText(ms, now))} />;
}
