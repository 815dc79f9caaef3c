import type { WorkState } from "../../../shared/model.ts";

export interface ItemAction {
  does: "moveToFront" | "retryNow" | "forgetBackoff" | "cancel";
  /** Its name under `queue.actions`; what waits for its next check is run rather than tried again. */
  label: "moveToFront" | "retryNow" | "runNow" | "forgetBackoff" | "cancel";
}

const moveToFront: ItemAction = { does: "moveToFront", label: "moveToFront" };
const retryNow: ItemAction = { does: "retryNow", label: "retryNow" };
const runNow: ItemAction = { does: "retryNow", label: "runNow" };
const forgetBackoff: ItemAction = { does: "forgetBackoff", label: "forgetBackoff" };
const cancel: ItemAction = { does: "cancel", label: "cancel" };

/** What can be done with an item by hand, the likeliest first. */
export const itemActions: Readonly<Record<WorkState, readonly ItemAction[]>> = {
  ready: [moveToFront, cancel],
  processing: [],
  delayed: [runNow, cancel],
  backoff: [retryNow, forgetBackoff, cancel],
  paused: [moveToFront, cancel],
};

/** What can be done with items of several states; the engine leaves those alone that it does not fit. */
export const anyItemActions: readonly ItemAction[] = [retryNow, moveToFront, forgetBackoff, cancel];
