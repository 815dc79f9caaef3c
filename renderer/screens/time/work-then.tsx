import { ReasonList } from "../../components/reason-list.tsx";
import { fineDurationText } from "../../components/relative-time.ts";
import type { StateLook } from "../../components/row-state.ts";
import { State } from "../../components/state.tsx";
import { t } from "../../i18n/i18n.ts";
import type { WorkThen } from "../../../shared/past.ts";
import classes from "./then.module.css";

const shownReasons = 5;

const looks = {
  processing: { shape: "half", tone: "busy" },
  turn: { shape: "square", tone: "busy" },
  retry: { shape: "clock", tone: "warn" },
  check: { shape: "clock", tone: "faint" },
} as const satisfies Record<WorkThen["state"], Omit<StateLook, "word">>;

/** What was being done about a resource, or what it waited for, and how that ended. */
export function WorkOfThen({ work, at }: { work: WorkThen; at: number }) {
  const { state, since, endedAt, outcome, attempt, actions = [], error, reasons } = work;
  const word = t(state === "processing" ? "time.queue.processingState" : `time.queue.${state}`);
  return (
    <>
      <p className={classes.line}>
        <State look={{ ...looks[state], word }} />
        <span>{t("time.queue.for", { length: fineDurationText(at - since) })}</span>
        {attempt > 0 && <span className={classes.quiet}>{t("time.queue.attempt", { count: attempt + 1 })}</span>}
        <span className={classes.quiet}>
          {endedAt === undefined || outcome === undefined
            ? t("time.queue.still")
            : t("time.queue.ended", {
                outcome: t(`events.chain.outcome.${outcome}`),
                length: fineDurationText(endedAt - at),
              })}
        </span>
      </p>
      {actions.map((action) => (
        <p key={action} className={classes.quiet}>
          {action}
        </p>
      ))}
      {error && <p className={classes.quiet}>{error}</p>}
      <ReasonList reasons={reasons.slice(0, shownReasons)} ofThen />
      {reasons.length > shownReasons && (
        <p className={classes.quiet}>{t("time.fleet.more", { count: reasons.length - shownReasons })}</p>
      )}
    </>
  );
}
