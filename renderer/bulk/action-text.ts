import type { BulkAction, BulkJob } from "../../shared/bulk.ts";
import type { KindInfo } from "../../shared/model.ts";
import { t } from "../i18n/i18n.ts";
import { desiredChoice } from "../screens/table/desired-choice.ts";
import { inSentence, titleOf } from "../forms/field-schema.ts";

/** As in "Set desired power to off". */
export function actionTitle(action: BulkAction, info: KindInfo | undefined): string {
  switch (action.do) {
    case "set":
      return t("bulk.title.set", { field: fieldTitle(action.field, info), value: action.value });
    case "label":
      return t("bulk.title.label", { key: action.key, value: action.value });
    case "unlabel":
      return t("bulk.title.unlabel", { key: action.key });
    case "enqueue":
      return (action.priority ?? 0) > 0 ? t("bulk.title.enqueueFirst") : t("bulk.title.enqueue");
    default:
      return t(`bulk.title.${action.do}`);
  }
}

export function jobTitle({ action, isUndo }: BulkJob, info: KindInfo | undefined): string {
  const title = actionTitle(action, info);
  return isUndo ? t("bulk.title.undo", { title }) : title;
}

/** What came of a job that has ended: "3 set to off. 1 failed." */
export function outcomeText(job: BulkJob): string {
  const { state, done, total, skipped, failed, problem = "" } = job;
  if (state === "interrupted") return t("bulk.job.interrupted", { done, total });
  return [
    state === "failed" ? t("bulk.job.broke", { problem }) : doneText(job),
    failed > 0 && t("bulk.job.failed", { count: failed }),
    skipped > 0 && t("bulk.job.skipped", { count: skipped }),
    state === "stopped" && t("bulk.job.stopped", { count: total - done - skipped - failed }),
    job.isUndone && t("bulk.job.undone"),
  ]
    .filter(Boolean)
    .join(" ");
}

/** As in "3 set to off." */
function doneText({ action, isUndo, done, file = "" }: BulkJob): string {
  if (isUndo) return t("bulk.done.undo", { count: done });
  if (action.do === "set") return t("bulk.done.set", { count: done, value: action.value });
  if (action.do === "export") return t("bulk.done.export", { count: done, file });
  return t(`bulk.done.${action.do}`, { count: done });
}

function fieldTitle(field: string, info: KindInfo | undefined): string {
  const choice = info && desiredChoice(info.specSchema);
  return inSentence(choice?.property === field ? choice.title : titleOf({}, field));
}

/** Whether it can be taken back once it is done. */
export function isUndoable({ do: what }: BulkAction): boolean {
  return ["set", "label", "unlabel", "pause", "resume", "cancel"].includes(what);
}
