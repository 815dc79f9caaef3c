import type { Resource } from "../../../shared/model.ts";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { documentOf, type EditDocument, toEdit } from "../../drafts/edit-document.ts";
import { t } from "../../i18n/i18n.ts";
import { CallFailure } from "../../live/call-failure.ts";
import { applyEdit } from "./apply-edit.ts";

/** Puts back what a resource was before an edit, unless somebody has changed it since; says what came of it. */
export async function undoEdit(applied: Resource, before: EditDocument): Promise<void> {
  const { name } = before.metadata;
  try {
    await applyEdit({ edit: toEdit(applied, before), seen: documentOf(applied) });
    notifyDone(t("resource.review.undone", { name }));
  } catch (error) {
    const isChanged = error instanceof CallFailure && error.code === "Conflict";
    notifyFailure(
      t("resource.review.notUndone", { name }),
      isChanged ? new Error(t("resource.review.changedSince")) : error,
    );
  }
}
