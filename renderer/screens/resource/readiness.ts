import { countdownText } from "../../components/relative-time.ts";
import type { GlyphShape } from "../../components/state-glyph.tsx";
import type { Condition, Resource, WorkItem } from "../../../shared/model.ts";

export type Tone = "calm" | "busy" | "warn" | "alarm" | "faint";

/** How a resource stands, to see and to read. */
export interface Readiness {
  shape: GlyphShape;
  tone: Tone;
  word: string;
}

export function conditionOf(resource: Resource, type: string): Condition | undefined {
  return resource.status.conditions?.find((condition) => condition.type === type);
}

export function readinessOf(resource: Resource): Readiness {
  if (resource.metadata.deletionTimestamp) return { shape: "cross", tone: "busy", word: "Being deleted" };
  const ready = conditionOf(resource, "Ready");
  if (conditionOf(resource, "Progressing")?.status === "True")
    return { shape: "half", tone: "busy", word: "In progress" };
  if (ready?.status === "True") return { shape: "disc", tone: "calm", word: "Ready" };
  if (ready?.status === "False") return { shape: "triangle", tone: "alarm", word: "Not ready" };
  return { shape: "ring", tone: "faint", word: "Unknown" };
}

/** `Node nid000012 is off but should be on; retrying in 8 s (attempt 4)` */
export function situationText(resource: Resource, work: WorkItem | null, now: number): string {
  const ready = conditionOf(resource, "Ready");
  const situation = ready?.message || `${resource.kind} ${resource.metadata.name} was not reconciled yet`;
  const next = nextText(work, now);
  return next ? `${situation.replace(/\.$/, "")}; ${next}` : situation;
}

function nextText(work: WorkItem | null, now: number): string | undefined {
  switch (work?.state) {
    case "processing":
      return "being reconciled now";
    case "ready":
      return "waiting for a worker";
    case "paused":
      return "paused";
    case "backoff":
      return `retrying in ${countdownText(work.notBefore ?? now, now)} (attempt ${work.attempts + 1})`;
    default:
      return undefined;
  }
}
