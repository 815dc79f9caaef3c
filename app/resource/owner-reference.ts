import { EngineError } from "../errors.ts";
import type { Resource, ResourceDraft } from "./resource.ts";

/** Says that the resource that carries it belongs to another, and goes when all its owners are gone. */
export interface OwnerReference {
  kind: string;
  uid: string;
  name?: string;
  /** At most one owner is the controller: the one that manages the dependent. */
  controller?: boolean;
  /** Foreground deletion of the owner waits for this dependent. */
  blockOwnerDeletion?: boolean;
}

/**
 * Makes `owner` the controlling owner of `dependent` (in memory: the caller writes it), as controller-runtime's
 * function of this name does. Again for the same owner changes nothing but its name.
 * @throws {EngineError} `Invalid` when another resource controls it already, when the owner has no uid yet, or when the two are one.
 */
export function setControllerReference(owner: Resource, dependent: ResourceDraft): void {
  const { kind, metadata } = owner;
  if (!metadata.uid)
    throw invalid(`${kind} ${metadata.name} cannot own anything before it is created: it has no uid yet`);
  if (kind === dependent.kind && metadata.uid === dependent.metadata?.uid) {
    throw invalid(`${kind} ${metadata.uid} cannot own itself`);
  }
  dependent.metadata ??= {};
  const references = (dependent.metadata.ownerReferences ??= []);
  const controller = references.find((reference) => reference.controller === true);
  if (controller !== undefined && !refersTo(controller, owner)) {
    throw invalid(
      `${dependent.kind} ${dependent.metadata.uid ?? dependent.metadata.name ?? "(new)"} is controlled by ${controller.kind} ${controller.uid} ` +
        `already, so ${kind} ${metadata.uid} cannot control it too; remove that reference first`,
    );
  }
  const index = references.findIndex((reference) => refersTo(reference, owner));
  references[index === -1 ? references.length : index] = {
    kind,
    uid: metadata.uid,
    name: metadata.name,
    controller: true,
    blockOwnerDeletion: true,
  };
}

/** Whether `dependent` names `owner` by kind and uid: a reference to another uid of the same name is not ownership. */
export function isOwnedBy(dependent: ResourceDraft, owner: Resource): boolean {
  return dependent.metadata?.ownerReferences?.some((reference) => refersTo(reference, owner)) ?? false;
}

function refersTo(reference: OwnerReference, owner: Resource): boolean {
  return reference.uid === owner.metadata.uid && reference.kind === owner.kind;
}

function invalid(message: string): EngineError {
  return new EngineError("Invalid", message, { field: "metadata.ownerReferences" });
}
