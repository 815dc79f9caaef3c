import type { Clock, TimerHandle } from "../clock.ts";
import { hasCode } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { RetentionPolicy } from "../storage/sqlite/retention.ts";
import type { SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";

const DAY_MS = 24 * 3_600_000;
const TRIM_EVERY_MS = 15 * 60_000;

/** A month of history, as long as it fits into a gigabyte or so. */
export const DEFAULT_RETENTION: RetentionPolicy = {
  events: { maxAgeMs: 30 * DAY_MS, maxCount: 500_000, maxPerResource: 1_000 },
  records: { maxAgeMs: 30 * DAY_MS, maxCount: 1_000_000, maxPerResource: 500 },
  revisions: { maxCount: 500_000, maxPerResource: 100 },
  deletions: { maxCount: 100_000 },
};

/** Trims what the storage keeps of the past, again and again, each time after the last has ended. @returns what ends it. */
export function trimRegularly(
  storage: Pick<SqliteStorage, "trim">,
  policy: () => RetentionPolicy,
  clock: Clock,
  logger: Logger,
): () => void {
  let timer: TimerHandle;
  let isOver = false;
  const trim = async (): Promise<void> => {
    try {
      const trimmed = await storage.trim(policy());
      logger.debug("Trimmed what is kept of the past", { ...trimmed });
    } catch (error) {
      if (!hasCode(error, "Closed")) logger.error("Could not trim what is kept of the past", { error });
    }
    if (!isOver) wait();
  };
  const wait = (): void => {
    timer = clock.setTimeout(() => void trim(), TRIM_EVERY_MS);
  };
  wait();
  return () => {
    isOver = true;
    clock.clearTimeout(timer);
  };
}
