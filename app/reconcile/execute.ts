import { EngineError } from "../errors.ts";
import { isKnown, valueOf } from "../known-promise.ts";
import type { Storage } from "../storage/storage.ts";
import { durationText } from "./duration-text.ts";
import { ABORTED, GONE, done, failed, type Ending } from "./outcome.ts";
import type { ReconcileRun } from "./reconcile-run.ts";

/** Loads the resource and lets its reconciler at it. Never rejects. */
export async function execute(run: ReconcileRun, storage: Storage): Promise<Ending> {
  const { registration, resourceUid } = run.entry;
  let ending: Ending;
  try {
    const loading = storage.load(registration.kind, resourceUid);
    const resource = isKnown(loading) ? valueOf(loading) : await loading;
    if (run.stopping) return ABORTED;
    if (resource === undefined) return GONE;
    run.loaded(resource);
    ending = done(await registration.reconciler.reconcile(run, resource));
    run.readStatus();
  } catch (error) {
    ending = failed(error);
    run.tryToReadStatus();
  }
  if (run.timedOutAt !== undefined) return failed(timeoutError(run, ending));
  // What fails because it was stopped has not failed.
  return run.stopping && ending.type === "failed" ? ABORTED : ending;
}

/** However it ended: what came too late cannot be relied upon. */
function timeoutError(run: ReconcileRun, ending: Ending): EngineError {
  const limit = durationText(run.timeoutMs);
  const how = ending.type === "failed" ? `then failed: ${ending.error.message}` : "ended too late";
  return new EngineError("Unavailable", `The reconcile took longer than ${limit}, was told to stop, and ${how}`, {
    ...(ending.type === "failed" && { cause: ending.error }),
  });
}
