import { EngineError } from "../../app/errors.ts";

/**
 * An error of the file system in words that say what failed on which file; any other as it is.
 *
 * @param doing what failed, as in "write"
 */
export function explainFileError(error: unknown, doing: string, file: string): unknown {
  if (!(error instanceof Error) || error instanceof EngineError || !("code" in error)) return error;
  return new EngineError("Unavailable", `Could not ${doing} ${file}: ${error.message}`, { cause: error });
}
