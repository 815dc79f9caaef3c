import type { KindInfo } from "../../../shared/model.ts";
import type { DraftEditing } from "../../drafts/use-draft.ts";
import { t } from "../../i18n/i18n.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./draft-notes.module.css";
import { useTwins } from "./use-twins.ts";

const shownProblems = 3;

/** A problem of a draft, and what leads to where it is. */
export interface ShownProblem {
  text: string;
  show(): void;
}

/** What is wrong with a draft, each a button that leads there. */
export function DraftProblems({ problems }: { problems: readonly ShownProblem[] }) {
  if (problems.length === 0) return null;
  const more = problems.length - shownProblems;
  return (
    <ul className={classes.notes} aria-label={t("resource.edit.problems")}>
      {problems.slice(0, shownProblems).map(({ text, show }) => (
        <li key={text} data-tone="alarm">
          <button type="button" className={classes.problem} onClick={show}>
            {text}
          </button>
        </li>
      ))}
      {more > 0 && <li>{t("resource.edit.moreProblems", { count: more })}</li>}
    </ul>
  );
}

interface DraftTwinsProps {
  info: KindInfo;
  editing: DraftEditing;
  /** Of the resource itself, once there is one. */
  uid?: string;
}

/** Others that have the same name, or stand for the same machine: nothing forbids it, and it is seldom meant. */
export function DraftTwins({ info, editing, uid }: DraftTwinsProps) {
  const twins = useTwins(info, editing.document, uid);
  if (twins.length === 0 || !editing.dirty) return null;
  return (
    <ul className={classes.notes} aria-label={t("resource.twins.title")}>
      {twins.map(({ row, field, value }) => (
        <li key={field} data-tone="warn">
          <RouteLink to={{ screen: "resource", kind: row.kind, uid: row.uid }}>{row.name}</RouteLink>{" "}
          {field === "name" ? t("resource.twins.name") : t("resource.twins.identity", { field, value })}
        </li>
      ))}
    </ul>
  );
}
