import type { ResourceRef } from "../../shared/model.ts";
import { engineStore } from "./stores.ts";

/** Whether the work of a resource waits for somebody to resume it, as far as this window knows. */
export function isPaused({ kind, uid }: ResourceRef): boolean {
  const paused = engineStore.getState().message?.paused ?? [];
  return paused.some(
    (pause) => pause.kind === undefined || (pause.kind === kind && (pause.uid === undefined || pause.uid === uid)),
  );
}
