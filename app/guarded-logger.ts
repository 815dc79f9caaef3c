import { isThenable } from "./is-thenable.ts";
import type { Logger } from "./logger.ts";

/** A logger of which nobody needs to fear that it throws or rejects: what it cannot take is lost. */
export function guardedLogger(logger: Logger): Logger {
  return {
    debug: guardedLevel(logger, "debug"),
    info: guardedLevel(logger, "info"),
    warn: guardedLevel(logger, "warn"),
    error: guardedLevel(logger, "error"),
  };
}

/** One level of it, for those who need no other. */
export function guardedLevel<Level extends keyof Logger>(logger: Pick<Logger, Level>, level: Level): Logger[Level] {
  return (message, fields) => {
    try {
      const written: unknown = logger[level](message, fields);
      if (isThenable(written)) void written.then(undefined, forget);
    } catch {
      // There is nowhere to say so.
    }
  };
}

function forget(): void {}
