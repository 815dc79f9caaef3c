import type { BulkJob } from "../../shared/bulk.ts";
import { notifyFailure, notifyNothing } from "../components/notify.tsx";
import { pushUndo } from "../components/undo-stack.ts";
import { t } from "../i18n/i18n.ts";
import { call } from "../live/call.ts";
import { bulkStore } from "../live/stores.ts";

/**
 * Makes a job that was begun in this window what Ctrl+Z is about, whether it can be taken back or not: the keys never reach past
 * it to something older that the user no longer thinks of.
 */
export function rememberJob(id: string): void {
  pushUndo(id, () => void takeBack(id));
}

async function takeBack(id: string): Promise<void> {
  const job = bulkStore.getState().message?.jobs.find((each) => each.id === id);
  if (job !== undefined && isRunning(job)) {
    rememberJob(id);
    notifyNothing(t("bulk.job.stillRuns"));
  } else if (job?.undoable !== true) {
    notifyNothing(t("bulk.job.isFinal"));
  } else {
    await call("bulk.undo", { id }).catch((error: unknown) => notifyFailure(t("bulk.job.notUndone"), error));
  }
}

function isRunning({ state }: BulkJob): boolean {
  return state === "running" || state === "stopping";
}
