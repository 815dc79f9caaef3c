import { conditionLook } from "../../components/condition-look.ts";
import { State } from "../../components/state.tsx";
import { t } from "../../i18n/i18n.ts";
import type { FleetEvent } from "../../../shared/model.ts";
import classes from "./event-says.module.css";

/** What an event says in words: what a condition became, the sentence that its data holds, else who did it; nothing where it says no more than its type. */
export function EventSays({ event }: { event: FleetEvent }) {
  const { became } = event;
  const text = textOf(event);
  if (became === undefined) return text && <span className={classes.text}>{text}</span>;
  return (
    <>
      <State look={conditionLook(became)}>{became.status}</State> {became.reason}{" "}
      <span className={classes.text}>{text}</span>
    </>
  );
}

/** As a text, for a tip on what is cut off. */
export function eventSays(event: FleetEvent): string {
  const { became } = event;
  return [became?.status, became?.reason, textOf(event)].filter(Boolean).join(" ");
}

function textOf({ data, actor }: FleetEvent): string {
  if (typeof data === "object" && data !== null && "message" in data && typeof data.message === "string") {
    return data.message;
  }
  return actor === undefined ? "" : t("events.details.by", { actor });
}
