import type { WorkState } from "../../shared/model.ts";
import { t } from "../i18n/i18n.ts";
import type { StateLook } from "./row-state.ts";

function look(
  shape: StateLook["shape"],
  tone: StateLook["tone"],
  word: "waiting" | Exclude<WorkState, "ready">,
): StateLook {
  return {
    shape,
    tone,
    /** In the language of the moment. */
    get word() {
      return t(`states.${word}`);
    },
  };
}

/** How the places of the queue are shown. */
export const workStateLooks: Readonly<Record<WorkState, StateLook>> = {
  ready: look("square", "busy", "waiting"),
  processing: look("half", "busy", "processing"),
  delayed: look("clock", "faint", "delayed"),
  backoff: look("triangle", "warn", "backoff"),
  paused: look("pause", "warn", "paused"),
};
