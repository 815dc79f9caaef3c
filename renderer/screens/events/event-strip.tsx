import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { DensityStrip } from "../../components/density-strip.tsx";
import { absoluteTimeText } from "../../components/relative-time.ts";
import type { TimeRange } from "../../components/time-range.ts";
import { t } from "../../i18n/i18n.ts";
import { call } from "../../live/call.ts";
import classes from "./event-strip.module.css";
import type { EventsQuestion } from "./use-event-log.ts";

interface EventStripProps {
  question: EventsQuestion;
  range: TimeRange;
  onChange: (range: TimeRange) => void;
}

const stretches = 160;
const refreshMs = 10_000;

/** All the time that is kept, and when in it the events are; a click or a drag over it chooses a time. */
export function EventStrip({ question, range, onChange }: EventStripProps) {
  const { data: density } = useQuery({
    queryKey: ["events.density", question, stretches],
    queryFn: () => call("events.density", { ...question, stretches }),
    refetchInterval: refreshMs,
    placeholderData: keepPreviousData,
  });
  const total = density?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
  const [from, to] = [density?.from ?? 0, density?.to ?? 0].map(absoluteTimeText);
  const isChosen = range.from !== undefined || range.to !== undefined;
  return (
    <div className={classes.place}>
      <DensityStrip
        label={t("events.strip", { count: total, from, to })}
        density={density}
        chosen={isChosen && density ? { from: range.from ?? density.from, to: range.to ?? density.to } : undefined}
        onChoose={onChange}
      />
      {density && (
        <p className={classes.ends} aria-hidden>
          <span>{from}</span>
          <span>{to}</span>
        </p>
      )}
    </div>
  );
}
