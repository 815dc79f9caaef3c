import type { Reason } from "../../shared/model.ts";
import { formatCount } from "./format.ts";
import classes from "./reason-list.module.css";
import { RelativeTime } from "./time.tsx";
import { t } from "../i18n/i18n.ts";

/** Why a resource is, or was, reconciled. */
export function ReasonList({ reasons }: { reasons: readonly Reason[] }) {
  return (
    <ul className={classes.list}>
      {reasons.map((reason) => (
        <li key={`${reason.cause} ${reason.message} ${reason.actor ?? ""}`} className={classes.reason}>
          <span className={classes.text}>
            <span className={classes.cause}>{t(`causes.${reason.cause}`)}</span> {reason.message}
            {reason.actor && ` (${t("states.by", { actor: reason.actor })})`}
            {reason.count > 1 && ` × ${formatCount(reason.count)}`}
          </span>
          <RelativeTime at={reason.lastAt} />
        </li>
      ))}
    </ul>
  );
}
