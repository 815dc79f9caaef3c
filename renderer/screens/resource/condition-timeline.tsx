import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { Awaiting } from "../../components/awaiting.tsx";
import { conditionLook } from "../../components/condition-look.ts";
import type { Resource } from "../../../shared/model.ts";
import { RelativeTime } from "../../components/time.tsx";
import { roughDurationText } from "../../components/relative-time.ts";
import { State } from "../../components/state.tsx";
import { t } from "../../i18n/i18n.ts";
import { call } from "../../live/call.ts";
import { failureText } from "../../live/call-failure.ts";
import { useNow } from "../../live/clock.ts";
import classes from "./condition-timeline.module.css";
import { type ConditionHistory, conditionHistory, type ConditionSpan } from "./condition-history.ts";

/** A year's worth for what changes daily; of what changes every minute, the last hours. */
const mostChanges = 500;

/** What each condition was over the time that is kept: bars for the eye, and every change in words below them. */
export function ConditionTimeline({ resource: { kind, metadata, status } }: { resource: Resource }) {
  const { conditions } = status;
  const changedAt = conditions?.map(({ lastTransitionTime }) => lastTransitionTime).join();
  const events = useQuery({
    queryKey: ["condition.history", kind, metadata.uid, changedAt],
    queryFn: () =>
      call("events.page", { pattern: "io.fabrica.condition.*", kind, uid: metadata.uid, limit: mostChanges }),
    placeholderData: (before) => before,
  });
  const histories = useMemo(() => conditionHistory(events.data ?? [], conditions ?? []), [events.data, conditions]);
  const beginning = Math.min(...histories.flatMap(({ spans }) => spans.slice(0, 1).map(({ from }) => from)));
  return (
    <section aria-labelledby="condition-history">
      <h2 id="condition-history">{t("resource.timeline.title")}</h2>
      {events.isPending && <Awaiting />}
      {events.isError && <p className={classes.quiet}>{failureText(events.error)}</p>}
      {events.isSuccess && histories.length === 0 && <p className={classes.quiet}>{t("resource.timeline.none")}</p>}
      {events.isSuccess && histories.length > 0 && (
        <>
          <ul className={classes.timelines}>
            {histories.map((history) => (
              <Timeline key={history.type} history={history} beginning={beginning} />
            ))}
          </ul>
          <p className={classes.scale}>
            <RelativeTime at={beginning} />
            <span>{t("resource.timeline.now")}</span>
          </p>
        </>
      )}
    </section>
  );
}

function Timeline({ history: { type, spans }, beginning }: { history: ConditionHistory; beginning: number }) {
  const now = useNow();
  const length = Math.max(now - beginning, 1);
  const partOf = (from: number, to: number): string => `${((to - from) / length) * 100}%`;
  return (
    <li className={classes.timeline}>
      <details>
        <summary className={classes.summary}>
          <span className={classes.type}>{type}</span>
          <span className={classes.count}>
            {t("resource.timeline.changes", { count: Math.max(spans.length - 1, 0) })}
          </span>
          <span className={classes.bar} aria-hidden>
            {spans.map(({ status, from, to }) => (
              <span
                key={from}
                className={classes.span}
                data-tone={conditionLook({ type, status }).tone}
                style={{ left: partOf(beginning, from), width: partOf(from, to ?? now) }}
              />
            ))}
          </span>
        </summary>
        <ol className={classes.changes} aria-label={t("resource.timeline.of", { type })}>
          {spans.toReversed().map((span) => (
            <Change key={span.from} type={type} span={span} now={now} />
          ))}
        </ol>
      </details>
    </li>
  );
}

function Change({ type, span, now }: { type: string; span: ConditionSpan; now: number }) {
  const { status, reason, message, from, to } = span;
  return (
    <li className={classes.change}>
      <State look={conditionLook({ type, status })}>{status}</State>
      <span className={classes.quiet}>
        <RelativeTime at={from} />, {t("resource.timeline.for", { length: roughDurationText((to ?? now) - from) })}
      </span>
      <span className={classes.words}>
        <code>{reason}</code> {message}
      </span>
    </li>
  );
}
