import type { Engine } from "../../app/index.ts";
import { CHECK_INTERVAL_MS, checkDelayMs } from "../../app/kinds/machine/decide.ts";

/**
 * Makes the next checks of resources that are as they should be fall due as those of a fleet that grew over time: spread over
 * the interval, each at the moment that its kind would have asked for. Resolves when that is durable.
 */
export async function spreadChecks(
  { controller }: Engine,
  resourceKind: string,
  uids: readonly string[],
): Promise<void> {
  const now = Date.now();
  const spread = uids.map((resourceUid, i) => {
    const request = { resourceKind, resourceUid, reason: "a check", cause: "periodic" as const };
    const sinceLastMs = (1 - i / uids.length) * CHECK_INTERVAL_MS;
    return controller.enqueueAfter(request, checkDelayMs(now - sinceLastMs) - sinceLastMs);
  });
  await Promise.all(spread);
}
