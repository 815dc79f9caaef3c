import { t } from "../i18n/i18n.ts";
import classes from "./awaiting.module.css";

/**
 * Stands where an answer will be, so that a slow one is never taken for an empty one: nothing for as long as the eye takes
 * for "at once", then the outlines of what is to come, then words.
 */
export function Awaiting() {
  return (
    <div className={classes.place}>
      <div className={classes.outline} aria-hidden />
      <div className={classes.outline} aria-hidden />
      <div className={classes.outline} aria-hidden />
      <output className={classes.words}>{t("engine.noAnswerYet")}</output>
    </div>
  );
}
