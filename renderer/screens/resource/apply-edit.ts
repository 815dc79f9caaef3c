import { documentOf } from "../../drafts/edit-document.ts";
import { sameJson } from "../../drafts/merge.ts";
import { call } from "../../live/call.ts";
import { CallFailure } from "../../live/call-failure.ts";
import type { Resource, ResourceEdit } from "../../../shared/model.ts";

/** A busy machine's status may be written again and again between the look and the click. */
const maxTries = 5;

/** An edit, and the document that its author saw. */
export interface SeenEdit {
  edit: ResourceEdit;
  seen: ReturnType<typeof documentOf>;
}

/**
 * Applies an edit. A version that is stale only because the status was written meanwhile is renewed; one that hides another
 * person's change is not.
 * @throws {CallFailure} `Conflict` when what the author saw has changed.
 */
export async function applyEdit({ edit, seen }: SeenEdit, update = call): Promise<Resource> {
  let current = edit;
  for (let tries = 1; ; tries++) {
    try {
      return await update("resources.update", current);
    } catch (error) {
      if (!(error instanceof CallFailure) || error.code !== "Conflict" || tries === maxTries) throw error;
      const stored = await update("resources.get", { kind: edit.kind, uid: edit.uid });
      if (!stored || !sameJson(documentOf(stored), seen)) throw error;
      current = { ...edit, resourceVersion: stored.metadata.resourceVersion };
    }
  }
}
