import { EngineError } from "../../app/errors.ts";
import type { ResourceRef } from "../../shared/model.ts";
import type { CallHandlers } from "../contract/call-handlers.ts";
import type { EngineContext } from "./engine-context.ts";
import { named } from "./work-items.ts";

type WorkCall =
  | "work.enqueue"
  | "work.cancel"
  | "work.retryNow"
  | "work.forgetBackoff"
  | "work.moveToFront"
  | "work.pause"
  | "work.resume"
  | "work.step";

/** What a person does to the queue. */
export function workCalls({ engine, actor }: EngineContext): CallHandlers<WorkCall> {
  const { controller } = engine;

  /** @throws {EngineError} `NotFound` where there is no such resource to work on */
  const expectThere = ({ kind, uid }: ResourceRef): void => {
    if (engine.queries.nameOf(engine.kinds.get(kind).kind, uid) === undefined) {
      throw new EngineError("NotFound", `There is no ${kind} with the uid ${uid}: it may have been deleted by now.`);
    }
  };

  return {
    "work.enqueue": async ({ kind, uid, delayMs, priority }) => {
      expectThere({ kind, uid });
      const request = {
        resourceKind: kind,
        resourceUid: uid,
        reason: "asked for by hand",
        actor,
        ...(priority !== undefined && { priority }),
      };
      const dueAt = (): number | undefined => controller.workItem(kind, uid)?.notBefore;
      const before = dueAt();
      await (delayMs === undefined ? controller.enqueue(request) : controller.enqueueAfter(request, delayMs));
      return { soonerAt: before !== undefined && dueAt() === before ? before : null };
    },
    "work.cancel": async ({ kind, uid }) => {
      expectDone(await controller.cancel(kind, uid));
      return {};
    },
    "work.retryNow": async ({ kind, uid }) => {
      expectDone(await controller.retryNow(kind, uid, actor));
      return {};
    },
    "work.forgetBackoff": async ({ kind, uid }) => {
      expectDone(await controller.forgetBackoff(kind, uid, actor));
      return {};
    },
    "work.moveToFront": async ({ kind, uid }) => {
      expectDone(await controller.moveToFront(kind, uid, actor));
      return {};
    },
    "work.pause": async ({ reason, ...scope }) => {
      if (scope.kind !== undefined && scope.uid !== undefined) expectThere({ kind: scope.kind, uid: scope.uid });
      await controller.pause(scopeOf(scope), { reason, actor });
      return {};
    },
    "work.resume": async (scope) => {
      await controller.resume(scopeOf(scope));
      return {};
    },
    "work.step": async (scope) => {
      const ran = controller.step(scopeOf(scope), actor);
      return { ran: ran === undefined ? null : named(ran, engine.queries) };
    },
  };
}

/** @throws {EngineError} `NotFound` when there was nothing to do it to. */
function expectDone(done: boolean): void {
  if (!done) throw new EngineError("NotFound", "Nothing of this waits any more: it may have been done by now.");
}

function scopeOf({ kind, uid }: { kind?: string | undefined; uid?: string | undefined }): {
  kind?: string;
  uid?: string;
} {
  return { ...(kind !== undefined && { kind }), ...(uid !== undefined && { uid }) };
}
