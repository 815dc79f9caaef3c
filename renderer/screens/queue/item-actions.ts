import type { WorkState } from "../../../shared/model.ts";

export interface ItemAction {
  call: "work.cancel" | "work.retryNow" | "work.forgetBackoff" | "work.moveToFront";
  label: string;
  /** As in "nid000012: moved to the front". */
  done: string;
}

const moveToFront: ItemAction = { call: "work.moveToFront", label: "Move to front", done: "moved to the front" };
const retryNow: ItemAction = { call: "work.retryNow", label: "Retry now", done: "due now" };
const runNow: ItemAction = { ...retryNow, label: "Run now" };
const forgetBackoff: ItemAction = {
  call: "work.forgetBackoff",
  label: "Forget backoff",
  done: "its failures are forgotten",
};
const cancel: ItemAction = { call: "work.cancel", label: "Cancel", done: "withdrawn from the queue" };

/** What can be done with an item by hand, the likeliest first. */
export const itemActions: Readonly<Record<WorkState, readonly ItemAction[]>> = {
  ready: [moveToFront, cancel],
  processing: [],
  delayed: [runNow, cancel],
  backoff: [retryNow, forgetBackoff, cancel],
  paused: [moveToFront, cancel],
};
