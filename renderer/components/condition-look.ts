import type { Condition } from "../../shared/model.ts";
import type { StateLook } from "./row-state.ts";

/** Conditions of which "True" is the bad news. */
const badWhenTrue = new Set(["Stalled", "Degraded"]);
/** Conditions that tell of work rather than of health. */
const activity = new Set(["Progressing"]);

/** How a condition is shown; its type is the word. */
export function conditionLook({ type, status }: Pick<Condition, "type" | "status">): StateLook {
  const word = type;
  if (status === "Unknown") return { shape: "ring", tone: "faint", word };
  if (activity.has(type)) {
    return status === "True" ? { shape: "half", tone: "busy", word } : { shape: "square", tone: "faint", word };
  }
  const good = badWhenTrue.has(type) ? status === "False" : status === "True";
  return good ? { shape: "disc", tone: "calm", word } : { shape: "triangle", tone: "warn", word };
}
