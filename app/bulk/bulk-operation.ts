import { hasCode } from "../errors.ts";
import type { Controller } from "../reconcile/controller.ts";
import type { Client } from "../reconcile/client.ts";
import type { WorkState } from "../reconcile/work-item.ts";
import type { Resource } from "../resource/resource.ts";
import type { Storage } from "../storage/storage.ts";
import {
  type BulkAction,
  type BulkItem,
  type BulkOrigin,
  DONE,
  GONE,
  type Look,
  type Settled,
  skipped,
} from "./bulk-action.ts";
import { FieldChange } from "./field-change.ts";

/** An action, as it is done to one resource after the other. */
export interface BulkOperation {
  /** What it would do. */
  look(resource: Resource): Look;
  apply(item: BulkItem, origin: BulkOrigin): Promise<Settled>;
  /** Takes back what was done, unless somebody has changed it since. Absent where nothing can be taken back. */
  undo?(item: BulkItem, origin: BulkOrigin): Promise<Settled>;
}

export interface OperationParts {
  client: Client;
  controller: Controller;
  storage: Storage;
}

/** Undefined for what is not done one by one. */
export function operationOf(action: BulkAction, parts: OperationParts): BulkOperation | undefined {
  const { controller } = parts;
  switch (action.do) {
    case "set":
      return new FieldChange(parts, ["spec", action.field], action.value);
    case "label":
      return new FieldChange(parts, ["metadata", "labels", action.key], action.value);
    case "unlabel":
      return new FieldChange(parts, ["metadata", "labels", action.key], undefined);
    case "enqueue":
      return enqueue(controller, action);
    case "pause":
      return pause(controller, action.reason);
    case "resume":
      return resume(controller);
    case "delete":
      return remove(parts.client, action);
    case "retryNow":
      return onWork(controller, ["delayed", "backoff"], "does not wait for a time", (kind, uid, actor) =>
        controller.retryNow(kind, uid, actor),
      );
    case "forgetBackoff":
      return onWork(controller, ["backoff"], "is not backing off", (kind, uid, actor) =>
        controller.forgetBackoff(kind, uid, actor),
      );
    case "moveToFront":
      return onWork(controller, WAITING, "does not wait", (kind, uid, actor) =>
        controller.moveToFront(kind, uid, actor),
      );
    case "cancel":
      return {
        ...onWork(controller, WAITING, "does not wait", (kind, uid) => controller.cancel(kind, uid)),
        undo: enqueue(controller, { priority: 0, delayMs: 0 }).apply,
      };
    case "export":
      return undefined;
  }
}

/** It would be done, and no value shows it. */
const WOULD: Look = {};
const WAITING: readonly WorkState[] = ["ready", "delayed", "backoff", "paused"];

function enqueue(controller: Controller, { priority, delayMs }: { priority: number; delayMs: number }): BulkOperation {
  return {
    look: () => WOULD,
    apply: async ({ kind, uid }, { actor }) => {
      const request = { resourceKind: kind, resourceUid: uid, reason: "asked for by hand", actor, priority };
      await controller.enqueueAfter(request, delayMs);
      return DONE;
    },
  };
}

function pause(controller: Controller, reason: string): BulkOperation {
  return {
    look: ({ kind, metadata: { uid } }) =>
      controller.pauseOf({ kind, uid }) === undefined ? WOULD : { skip: "is paused already" },
    apply: async ({ kind, uid }, { actor }) => {
      if (controller.pauseOf({ kind, uid }) !== undefined) return skipped("is paused already");
      await controller.pause({ kind, uid }, { reason, actor });
      return DONE;
    },
    undo: async ({ kind, uid }, { actor }) => {
      const now = controller.pauseOf({ kind, uid });
      if (now === undefined) return skipped("is not paused any more");
      if (now.reason !== reason || now.actor !== actor) return skipped(`was paused anew: ${now.reason}`);
      await controller.resume({ kind, uid });
      return DONE;
    },
  };
}

function resume(controller: Controller): BulkOperation {
  return {
    look: ({ kind, metadata: { uid } }) => {
      const pause = controller.pauseOf({ kind, uid });
      return pause === undefined ? { skip: "is not paused by itself" } : { before: pause.reason };
    },
    apply: async ({ kind, uid }) =>
      (await controller.resume({ kind, uid })) ? DONE : skipped("is not paused by itself any more"),
    undo: async ({ kind, uid, before }, { actor }) => {
      if (controller.pauseOf({ kind, uid }) !== undefined) return skipped("is paused again already");
      await controller.pause({ kind, uid }, { reason: String(before), actor });
      return DONE;
    },
  };
}

function remove(client: Client, { propagation }: Extract<BulkAction, { do: "delete" }>): BulkOperation {
  return {
    look: ({ metadata }) => (metadata.deletionTimestamp === undefined ? WOULD : { skip: "is being deleted already" }),
    apply: async ({ kind, uid }, origin) => {
      try {
        await client.delete(kind, uid, { propagation, ...origin });
        return DONE;
      } catch (error) {
        if (hasCode(error, "NotFound")) return GONE;
        throw error;
      }
    },
  };
}

/** @param act resolves with whether there was anything to do it to */
function onWork(
  controller: Controller,
  states: readonly WorkState[],
  otherwise: string,
  act: (kind: string, uid: string, actor: string) => Promise<boolean>,
): BulkOperation {
  return {
    look: ({ kind, metadata: { uid } }) => {
      const state = controller.workItem(kind, uid)?.state;
      return state !== undefined && states.includes(state) ? WOULD : { skip: otherwise };
    },
    apply: async ({ kind, uid }, { actor }) =>
      (await act(kind, uid, actor)) ? DONE : skipped(`${otherwise} any more`),
  };
}
