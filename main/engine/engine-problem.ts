import { EngineError, messageOf } from "../../app/errors.ts";
import { DamagedFileError } from "../../app/storage/sqlite/damaged-file-error.ts";
import type { EngineState, Remedy } from "../engine-messages.ts";

/** Why the engine did not open and what a person can do about it, in plain words. */
export function engineProblem(error: unknown): Required<Pick<EngineState, "problem" | "remedies">> {
  const retry: Remedy[] = ["engine.restart", "app.openDataFolder"];
  if (error instanceof DamagedFileError && error.backup !== undefined) {
    return { problem: `${error.message}.`, remedies: ["engine.restoreBackup", ...retry] };
  }
  if (error instanceof EngineError) return { problem: `${error.message}.`, remedies: retry };
  const reason = messageOf(error);
  return {
    problem: `The engine could not start: ${reason}. Nothing was changed; its log in the data folder says more.`,
    remedies: retry,
  };
}
