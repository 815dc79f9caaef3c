import { checkCount, checkNumber } from "../check-number.ts";
import type { Clock } from "../clock.ts";
import { newDefaultLogger } from "../default-logger.ts";
import { guardedLogger } from "../guarded-logger.ts";
import type { Logger } from "../logger.ts";
import { systemClock } from "../system-clock.ts";
import type { Client } from "./client.ts";
import { ExponentialBackoffRateLimiter } from "./exponential-backoff-rate-limiter.ts";
import { guardedRateLimiter } from "./guarded-rate-limiter.ts";
import type { RateLimiter, WorkKey } from "./rate-limiter.ts";
import { checkedStallOptions, type StallOptions } from "./stall-detector.ts";

export interface ControllerOptions {
  /**
   * How many reconciles run at once; 5 by default. One that runs out of time and ignores its signal is no longer counted:
   * it keeps its key, and is shown as stuck, but a few of them must not bring all others to a halt.
   */
  workers?: number;
  clock?: Clock;
  /** Lines on standard output by default. */
  logger?: Logger;
  /** How long what failed waits; from 1 s doubling up to 5 min by default. */
  rateLimiter?: RateLimiter<WorkKey>;
  /** How long a reconcile may take, in ms; a minute by default. */
  reconcileTimeoutMs?: number;
  /** What reconcilers write with; one over the storage and the bus by default. */
  client?: Client;
  /** What the types of lifecycle events begin with, where no client is given; `io.fabrica` by default. */
  eventPrefix?: string;
  /** What counts as being reconciled to no avail. */
  stall?: Partial<StallOptions>;
}

export interface StopOptions {
  /** How long to wait for what is in flight, in ms; 30 s by default. */
  deadlineMs?: number;
}

export type CheckedOptions = Required<Omit<ControllerOptions, "client" | "eventPrefix" | "stall">> & {
  stall: StallOptions;
};

/** @throws {EngineError} `Invalid`, naming the option. */
export function checkedOptions(options: ControllerOptions): CheckedOptions {
  const { workers = 5, reconcileTimeoutMs = 60_000 } = options;
  checkCount("workers", workers);
  checkNumber("reconcileTimeoutMs", reconcileTimeoutMs, 1);
  const logger = guardedLogger(options.logger ?? newDefaultLogger());
  const usualLimiter = new ExponentialBackoffRateLimiter<WorkKey>(1_000, 300_000);
  return {
    workers,
    reconcileTimeoutMs,
    clock: options.clock ?? systemClock,
    logger,
    rateLimiter:
      options.rateLimiter === undefined ? usualLimiter : guardedRateLimiter(options.rateLimiter, usualLimiter, logger),
    stall: checkedStallOptions(options.stall),
  };
}
