import type { Reason } from "../../shared/model.ts";
import { formatCount } from "./format.ts";
import classes from "./reason-list.module.css";
import { ClockTime, RelativeTime } from "./time.tsx";
import { t } from "../i18n/i18n.ts";

interface ReasonListProps {
  reasons: readonly Reason[];
  /** Stands where another moment than now is looked at, from which `8 s ago` would be misread. */
  ofThen?: boolean;
}

/** Why a resource is, or was, reconciled. */
export function ReasonList({ reasons, ofThen = false }: ReasonListProps) {
  return (
    <ul className={classes.list}>
      {reasons.map((reason) => (
        <li key={`${reason.cause} ${reason.message} ${reason.actor ?? ""}`} className={classes.reason}>
          <span className={classes.text}>
            <span className={classes.cause}>{t(`causes.${reason.cause}`)}</span> {reason.message}
            {reason.actor && ` (${t("states.by", { actor: reason.actor })})`}
            {reason.count > 1 && ` × ${formatCount(reason.count)}`}
          </span>
          {ofThen ? <ClockTime at={reason.lastAt} /> : <RelativeTime at={reason.lastAt} />}
        </li>
      ))}
    </ul>
  );
}
