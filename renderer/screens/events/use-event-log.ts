import { useRef, useState } from "react";
import { call } from "../../live/call.ts";
import { useStreamMessages } from "../../live/use-stream.ts";
import { EventLog } from "./event-log.ts";

interface EventQuestion {
  pattern?: string;
  kind?: string;
  uid?: string;
}

/** The newest events that answer a question, kept up to date. Another question needs another instance (a `key`). */
export function useEventLog(question: EventQuestion): EventLog {
  const [log] = useState(
    () =>
      new EventLog((before, limit) =>
        call("events.page", { ...question, limit, ...(before !== undefined && { before }) }),
      ),
  );
  const broken = useRef(false);
  useStreamMessages(
    "events",
    question,
    {
      onMessage: ({ events, skipped }) => log.receive(events, skipped),
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
