import type { LoggedRecord } from "../../app/storage/sqlite/history-pages.ts";
import type { ReconcileRecord } from "../../shared/model.ts";

/** What one reconcile did, as the contract has it. */
export function shownRecord({ position, record }: LoggedRecord): ReconcileRecord {
  return { ...record, position, reasons: [...record.reasons], actions: [...record.actions] };
}
