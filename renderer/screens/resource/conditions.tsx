import { conditionLook } from "../../components/condition-look.ts";
import { State } from "../../components/state.tsx";
import { RelativeTime } from "../../components/time.tsx";
import type { Condition } from "../../../shared/model.ts";
import classes from "./conditions.module.css";
import { t } from "../../i18n/i18n.ts";

export function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  if (conditions.length === 0) return <p className={classes.quiet}>{t("resource.sidebar.noConditions")}</p>;
  return (
    <ul className={classes.list}>
      {conditions.map((condition) => (
        <li key={condition.type}>
          <p className={classes.head}>
            <span>
              <State look={conditionLook(condition)} /> {condition.status}
            </span>
            <span className={classes.quiet}>
              <RelativeTime at={condition.lastTransitionTime} />
            </span>
          </p>
          <p className={classes.message}>{condition.message}</p>
          <p className={classes.message}>
            <code>{condition.reason}</code>
          </p>
        </li>
      ))}
    </ul>
  );
}
