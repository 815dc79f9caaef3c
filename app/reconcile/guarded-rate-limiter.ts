import type { Logger } from "../logger.ts";
import type { ExponentialBackoffRateLimiter } from "./exponential-backoff-rate-limiter.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** The parts that a program hands in must not end a worker, whatever they do: where a limiter throws, or names no delay that can be waited for, the usual backoff holds, and the log says so. */
export function guardedRateLimiter<T>(
  limiter: RateLimiter<T>,
  fallback: ExponentialBackoffRateLimiter<T>,
  logger: Logger,
): RateLimiter<T> {
  const guarded = <R>(call: () => R, otherwise: () => R): R => {
    try {
      return call();
    } catch (error) {
      logger.error("The rate limiter failed", { error });
      return otherwise();
    }
  };
  return {
    when(item) {
      const delayMs: unknown = guarded(
        () => limiter.when(item),
        () => undefined,
      );
      const usual = fallback.when(item);
      if (typeof delayMs === "number" && Number.isFinite(delayMs) && delayMs >= 0) return delayMs;
      logger.error("The rate limiter named no delay; the usual one holds", { delayMs });
      return usual;
    },
    forget(item) {
      fallback.forget(item);
      guarded(
        () => limiter.forget(item),
        () => undefined,
      );
    },
    numRequeues: (item) =>
      guarded(
        () => limiter.numRequeues(item),
        () => fallback.numRequeues(item),
      ),
    restore(item, requeues) {
      fallback.restore(item, requeues);
      guarded(
        () => limiter.restore?.(item, requeues),
        () => undefined,
      );
    },
  };
}
