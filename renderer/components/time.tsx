import { useTimeText } from "../live/clock.ts";
import { clockText } from "./clock-text.ts";
import { absoluteTimeText, countdownText, dueText, relativeTimeText, roughDurationText } from "./relative-time.ts";

interface TimeProps {
  /** ms since the epoch, or ISO 8601. */
  at: number | string;
}

function toMs(at: number | string): number {
  return typeof at === "number" ? at : Date.parse(at);
}

function TimeElement({ at, text }: { at: number; text: string }) {
  return (
    <time dateTime={new Date(at).toISOString()} title={absoluteTimeText(at)}>
      {text}
    </time>
  );
}

/** `8 s ago`; the absolute time on hover. */
export function RelativeTime({ at }: TimeProps) {
  const ms = toMs(at);
  return <TimeElement at={ms} text={useTimeText((now) => relativeTimeText(ms, now))} />;
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
