import { formatCount } from "../../components/format.ts";
import { absoluteTimeText } from "../../components/relative-time.ts";
import { t } from "../../i18n/i18n.ts";
import type { WorkThen } from "../../../shared/past.ts";
import { PastAnswer } from "./past-answer.tsx";
import { ThenLink } from "./then-link.tsx";
import classes from "./then.module.css";
import { usePast } from "./use-past.ts";
import { WorkOfThen } from "./work-then.tsx";

const shown = 100;

/** The queue as it was, as far as the records of reconciles tell. */
export function QueueView({ at, recordsSince }: { at: number; recordsSince: number | null }) {
  const queue = usePast("time.queue", { at, limit: shown });
  return (
    <PastAnswer answer={queue}>
      {({ processing, processingTotal, waiting, waitingTotal, checksTotal, lookedUntil }) => (
        <>
          {recordsSince !== null && at < recordsSince && (
            <p>{t("time.queue.keptSince", { at: absoluteTimeText(recordsSince) })}</p>
          )}
          {lookedUntil !== undefined && <p>{t("time.queue.lookedUntil", { at: absoluteTimeText(lookedUntil) })}</p>}
          <div className={classes.columns}>
            <Lane
              title={t("time.queue.processing")}
              items={processing}
              total={processingTotal}
              at={at}
              none={t("time.queue.nobody")}
            />
            <Lane
              title={t("time.queue.waiting")}
              items={waiting}
              total={waitingTotal}
              at={at}
              none={t("time.queue.nothing")}
            />
          </div>
          {checksTotal > 0 && <p>{t("time.queue.checks", { count: checksTotal })}</p>}
          <p className={classes.quiet}>{t("time.queue.told")}</p>
        </>
      )}
    </PastAnswer>
  );
}

interface LaneProps {
  title: string;
  items: readonly WorkThen[];
  total: number;
  at: number;
  none: string;
}

function Lane({ title, items, total, at, none }: LaneProps) {
  return (
    <section>
      <h2>
        {title} ({formatCount(total)})
      </h2>
      {total === 0 && <p className={classes.quiet}>{none}</p>}
      <ul className={classes.items} aria-label={title}>
        {items.map((work) => (
          <li key={`${work.kind}/${work.uid}`} className={classes.item}>
            <p>
              {work.kind} <ThenLink {...work} />
            </p>
            <WorkOfThen work={work} at={at} />
          </li>
        ))}
      </ul>
      {total > items.length && <p className={classes.quiet}>{t("time.fleet.more", { count: total - items.length })}</p>}
    </section>
  );
}
