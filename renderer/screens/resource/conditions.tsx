import type { StateLook } from "../../components/row-state.ts";
import { State } from "../../components/state.tsx";
import { RelativeTime } from "../../components/time.tsx";
import type { Condition } from "../../../shared/model.ts";
import classes from "./conditions.module.css";
import { t } from "../../i18n/i18n.ts";

/** Conditions of which "True" is the bad news. */
const badWhenTrue = new Set(["Stalled", "Degraded"]);
/** Conditions that tell of work rather than of health. */
const activity = new Set(["Progressing"]);

export function lookOf({ type, status }: Pick<Condition, "type" | "status">): StateLook {
  const word = type;
  if (status === "Unknown") return { shape: "ring", tone: "faint", word };
  if (activity.has(type)) {
    return status === "True" ? { shape: "half", tone: "busy", word } : { shape: "square", tone: "faint", word };
  }
  const good = badWhenTrue.has(type) ? status === "False" : status === "True";
  return good ? { shape: "disc", tone: "calm", word } : { shape: "triangle", tone: "warn", word };
}

export function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  if (conditions.length === 0) return <p className={classes.quiet}>{t("resource.sidebar.noConditions")}</p>;
  return (
    <ul className={classes.list}>
      {conditions.map((condition) => (
        <li key={condition.type}>
          <p className={classes.head}>
            <span>
              <State look={lookOf(condition)} /> {condition.status}
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
