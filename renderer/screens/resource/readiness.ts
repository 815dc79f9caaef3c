import { countdownText, distanceText, distanceTo } from "../../components/relative-time.ts";
import { readinessLook, type StateLook } from "../../components/row-state.ts";
import { t } from "../../i18n/i18n.ts";
import type { Resource, WorkItem } from "../../../shared/model.ts";
import { standingOf } from "../../../shared/standing.ts";

/** How a resource stands, as every table shows it too. */
export function readinessOf(resource: Resource): StateLook {
  const { generation, deletionTimestamp } = resource.metadata;
  const { conditions, observedGeneration } = resource.status;
  return readinessLook({
    ...standingOf(conditions),
    deleting: deletionTimestamp !== undefined,
    generation,
    ...(observedGeneration !== undefined && { observedGeneration }),
  });
}

/** `Node nid000012 is off but should be on` */
export function situationText({ kind, metadata, status }: Resource): string {
  const { name, generation } = metadata;
  const isBehind = status.observedGeneration !== undefined && status.observedGeneration < generation;
  if (isBehind) return t("resource.situation.changed", { kind, name });
  return standingOf(status.conditions).message || t("resource.situation.new", { kind, name });
}

/** What the queue is about to do about it, as `retrying in 8 s (attempt 4)`, or when it was looked at last; "" for neither. */
export function nextText(work: WorkItem | null, now: number): string {
  switch (work?.state) {
    case "processing":
      return t("resource.situation.processing");
    case "ready":
      return t("resource.situation.ready");
    case "paused":
      return t("resource.situation.paused");
    case "backoff": {
      const due = work.notBefore ?? now;
      const number = work.attempts + 1;
      if (due <= now) return t("resource.situation.due", { number });
      return t("resource.situation.backoff", { wait: countdownText(due, now), number });
    }
    case "delayed": {
      const isCheck = work.reasons.every(({ cause }) => cause === "periodic");
      return isCheck ? t("resource.situation.checked", { ago: distanceText(distanceTo(work.since, now)) }) : "";
    }
    default:
      return "";
  }
}
