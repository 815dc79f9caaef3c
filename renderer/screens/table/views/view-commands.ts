import type { TableView } from "../../../../shared/views.ts";
import { notifyDone, notifyFailure } from "../../../components/notify.tsx";
import { t } from "../../../i18n/i18n.ts";
import { call } from "../../../live/call.ts";

/** Keeps a view that is new. @returns whether it was kept */
export function addView(view: TableView): Promise<boolean> {
  return attempt(t("table.view.notSaved"), async () => {
    await call("views.save", view);
    notifyDone(t("table.view.saved", { name: view.name }), () => void removeView(view));
  });
}

/** Keeps a view as it is now, with a way back to what it was. @returns whether it was kept */
export function changeView(before: TableView, after: TableView): Promise<boolean> {
  return attempt(t("table.view.notSaved"), async () => {
    await call("views.save", after);
    const name = after.name;
    const text = before.name === name ? t("table.view.updated", { name }) : t("table.view.renamed", { name });
    notifyDone(text, () => void attempt(t("table.view.notSaved"), () => call("views.save", before)));
  });
}

export function deleteView(view: TableView, isDefault: boolean): Promise<boolean> {
  return attempt(t("table.view.notDeleted"), async () => {
    await call("views.delete", { id: view.id });
    notifyDone(t("table.view.deleted", { name: view.name }), () => void restoreView(view, isDefault));
  });
}

export function setDefaultView(kind: string, id: string | null): Promise<boolean> {
  return attempt(t("table.view.notSaved"), () => call("views.setDefault", { kind, id }));
}

function removeView({ id }: TableView): Promise<boolean> {
  return attempt(t("table.view.notDeleted"), () => call("views.delete", { id }));
}

function restoreView(view: TableView, isDefault: boolean): Promise<boolean> {
  return attempt(t("table.view.notSaved"), async () => {
    await call("views.save", view);
    if (isDefault) await call("views.setDefault", { kind: view.kind, id: view.id });
  });
}

async function attempt(failure: string, act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    return true;
  } catch (error) {
    notifyFailure(failure, error);
    return false;
  }
}
