import { useRef, useState } from "react";
import { call } from "../../live/call.ts";
import { useStreamMessages } from "../../live/use-stream.ts";
import { EventLog } from "./event-log.ts";

/** As a pattern. */
export const EVERYTHING = "**";

/** Which events are meant. Times in ms since the epoch, both included. */
export interface EventsQuestion {
  /** `*` one segment, `**` one or more; everything without one. */
  pattern?: string;
  kind?: string;
  uid?: string;
  from?: number;
  to?: number;
}

/** The newest events that answer a question, kept up to date. Another question needs another instance (a `key`). */
export function useEventLog(question: EventsQuestion): EventLog {
  const [log] = useState(
    () =>
      new EventLog((before, limit) =>
        call("events.page", { ...question, limit, ...(before !== undefined && { before }) }),
      ),
  );
  const { from: _, to, ...live } = question;
  const broken = useRef(false);
  useStreamMessages(
    "events",
    live,
    {
      onMessage: ({ events, skipped, sequence }) => {
        // What is new is not of a time that is over.
        if (to === undefined) log.receive(events, skipped, sequence);
      },
      onPhase: (phase) => {
        // What happened while the stream was away is in the history.
        if (phase === "connecting" || (phase === "live" && broken.current)) void log.restart();
        broken.current = phase === "interrupted";
      },
    },
    { whileHidden: true },
  );
  return log;
}
