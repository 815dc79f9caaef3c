import { dueText } from "../../components/relative-time.ts";
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

/** When it was to be tried again, as a reconciler said it at the time: here it is counted down. */
const SAID_THEN = /; retrying in [^;:]+ \(attempt \d+\)/;

/** `Node nid000012 is off but should be on; retry in 8 s (attempt 4)` */
export function situationText(resource: Resource, work: WorkItem | null, now: number): string {
  const message = standingOf(resource.status.conditions).message.replace(SAID_THEN, "");
  const situation = message || t("resource.situation.new", { kind: resource.kind, name: resource.metadata.name });
  const next = nextText(work, now);
  return next ? `${situation.replace(/\.$/, "")}; ${next}` : situation;
}

function nextText(work: WorkItem | null, now: number): string | undefined {
  switch (work?.state) {
    case "processing":
      return t("resource.situation.processing");
    case "ready":
      return t("resource.situation.ready");
    case "paused":
      return t("resource.situation.paused");
    case "backoff": {
      const when = dueText(work.notBefore ?? now, now);
      return t("resource.situation.backoff", { when, number: work.attempts + 1 });
    }
    default:
      return undefined;
  }
}
