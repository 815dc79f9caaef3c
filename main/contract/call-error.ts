import { EngineError } from "../../app/errors.ts";
import type { Logger } from "../../app/logger.ts";
import type { CallError } from "../../shared/contract.ts";

/**
 * What a window is told of an error. Errors raised on purpose keep their words; of any other the window learns that it
 * happened and the log learns what it was.
 *
 * @param doing what failed, for the log: the call's or stream's name
 */
export function toCallError(error: unknown, doing: string, logger: Logger): CallError {
  if (error instanceof EngineError) {
    const { code, message, field } = error;
    return { code, message, ...(field !== undefined && { field }) };
  }
  logger.error(`${doing} failed unexpectedly`, { error });
  return {
    code: "Internal",
    message:
      "Something went wrong inside the application. Its log in the data folder has the details; trying again may help.",
  };
}
