import type { Engine } from "../../app/engine.ts";
import type { WorkItem } from "../../app/reconcile/work-item.ts";
import type { ResourceRef, WorkItem as ShownWorkItem } from "../../shared/model.ts";

/** A place in the queue as the contract has it. */
export function toWorkItem(item: WorkItem, name: string | undefined): ShownWorkItem {
  return { ...item, ...(name !== undefined && { name }) };
}

/** A reference with the resource's name, where the resource still exists. */
export async function named(engine: Engine, { kind, uid }: ResourceRef): Promise<ResourceRef & { name?: string }> {
  const name = await nameOf(engine, kind, uid);
  return { kind, uid, ...(name !== undefined && { name }) };
}

export async function nameOf({ storage }: Engine, kind: string, uid: string): Promise<string | undefined> {
  return (await storage.load(kind, uid))?.metadata.name;
}
