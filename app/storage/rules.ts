import { EngineError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { quote } from "../quote.ts";
import { cloneJson } from "../resource/clone-json.ts";
import { newUid, validateKind, validateUid } from "../resource/identifiers.ts";
import { jsonEqual } from "../resource/json-equal.ts";
import type { OwnerReference } from "../resource/owner-reference.ts";
import type { Metadata, Resource, ResourceDraft, ResourceRef } from "../resource/resource.ts";
import { validateMetadata } from "../resource/validate-metadata.ts";

/**
 * What a write makes of a resource: every rule of generation, version, finalizers, deletion and the parting of spec and
 * status, for all storages. Pure: what is stored is never changed but replaced, and what did not change is shared with
 * what was stored before, so that a storage sees by identity what it has to write.
 */

export const DEFAULT_API_VERSION = "fabrica.io/v1";

/** Holds an owner that is deleted in the foreground until the garbage collector has seen its dependents go. */
export const FOREGROUND_FINALIZER = "foregroundDeletion";

/** What every write leaves on what it wrote. */
export interface Stamp {
  /** Becomes the `resourceVersion`. */
  sequence: number;
  /** ISO 8601. */
  now: string;
}

/** @throws {EngineError} `Invalid` when a part of the draft breaks a rule. */
export function created(draft: ResourceDraft, stamp: Stamp): Resource {
  requireObject(draft);
  validateKind(draft.kind);
  const given = draft.metadata ?? {};
  const uid = given.uid === undefined || given.uid === "" ? newUid() : given.uid;
  validateUid(uid);
  const { name, labels, annotations, ownerReferences, finalizers } = editableMetadata(given, uid);
  return {
    apiVersion: apiVersionOf(draft, DEFAULT_API_VERSION),
    kind: draft.kind,
    // Field by field: a spread in the middle of a literal costs several times as much.
    metadata: {
      uid,
      name,
      labels,
      annotations,
      ownerReferences,
      finalizers,
      generation: 1,
      resourceVersion: String(stamp.sequence),
      createdAt: stamp.now,
      updatedAt: stamp.now,
    },
    spec: copyOfPart("spec", draft.spec),
    status: copyOfPart("status", draft.status),
  };
}

/**
 * Compare-and-set of everything but the status.
 * @throws {EngineError} `Conflict` when `given` is not of the stored version, `Invalid` when it has none or breaks a rule.
 */
export function updated(stored: Resource, given: Resource, stamp: Stamp): Resource {
  const version = given.metadata.resourceVersion;
  if (version === undefined || version === "") {
    throw new EngineError(
      "Invalid",
      `${nameOf(stored)} cannot be updated without metadata.resourceVersion: load it and change what was loaded`,
      { field: "metadata.resourceVersion" },
    );
  }
  requireVersion(stored, version);
  return edited(stored, given, stored.status, stamp);
}

/** An unconditional replacement of what may be replaced, the status included. */
export function saved(stored: Resource, given: ResourceDraft, stamp: Stamp): Resource {
  return edited(stored, given, same(stored.status, copyOfPart("status", given.status)), stamp);
}

/** Changes nothing but the status. */
export function withStatus(stored: Resource, status: unknown, stamp: Stamp): Resource {
  return {
    ...stored,
    metadata: stamped(stored.metadata, stamp),
    status: same(stored.status, copyOfPart("status", status)),
  };
}

/** The same for a status that is new, is JSON data, and is ours. */
export function withOwnStatus(stored: Resource, status: object, stamp: Stamp): Resource {
  return { ...stored, metadata: stamped(stored.metadata, stamp), status };
}

/**
 * Marked as to be deleted once its finalizers are gone.
 * @param waits whether it is held for its dependents, in the foreground; undefined leaves that as it is
 */
export function marked(stored: Resource, waits: boolean | undefined, stamp: Stamp): Resource {
  const { deletionTimestamp = stamp.now, finalizers } = stored.metadata;
  const metadata = { ...stamped(stored.metadata, stamp), deletionTimestamp };
  if (waits === true && !waitsForDependents(stored)) metadata.finalizers = [...finalizers, FOREGROUND_FINALIZER];
  if (waits === false) metadata.finalizers = finalizers.filter((finalizer) => finalizer !== FOREGROUND_FINALIZER);
  return { ...stored, metadata };
}

export function waitsForDependents({ metadata }: Resource): boolean {
  return metadata.finalizers.includes(FOREGROUND_FINALIZER);
}

export function withoutOwner(stored: Resource, owner: Resource, stamp: Stamp): Resource {
  const ownerReferences = stored.metadata.ownerReferences.filter((reference) => !refersTo(reference, owner));
  return { ...stored, metadata: { ...stamped(stored.metadata, stamp), ownerReferences } };
}

/** The last that is known of what was removed: as it was, with the version of its removal. */
export function removed(stored: Resource, stamp: Stamp): Resource {
  return { ...stored, metadata: stamped(stored.metadata, stamp) };
}

/** Whether nothing holds back its deletion any more. */
export function isReleased(resource: Resource): boolean {
  return resource.metadata.deletionTimestamp !== undefined && resource.metadata.finalizers.length === 0;
}

export function refersTo(reference: OwnerReference, owner: Resource): boolean {
  return reference.uid === owner.metadata.uid && reference.kind === owner.kind;
}

/** @throws {EngineError} `Conflict` unless `stored` is of this version. */
export function requireVersion(stored: Resource, version: string): void {
  if (stored.metadata.resourceVersion === version) return;
  throw new EngineError(
    "Conflict",
    `${nameOf(stored)} has changed: it is at version ${stored.metadata.resourceVersion}, the change was made to ` +
      `version ${version}; load it again and repeat the change`,
    { field: "metadata.resourceVersion" },
  );
}

/** How messages call a resource. */
export function nameOf(resource: Resource): string {
  return `${resource.kind}/${resource.metadata.uid}`;
}

/**
 * Whom a write is about.
 * @throws {EngineError} `Invalid` when it does not say so.
 */
export function identityOf(given: Resource): ResourceRef {
  requireObject(given);
  const uid = given.metadata?.uid;
  validateKind(given.kind);
  validateUid(uid);
  return { kind: given.kind, uid };
}

/** @throws {EngineError} `Invalid` when the resource names itself otherwise than the call does. */
export function requireIdentity(kind: string, uid: string, given: ResourceDraft): void {
  requireObject(given);
  validateKind(kind);
  validateUid(uid, "uid");
  if (given.kind !== undefined && given.kind !== kind) {
    throw new EngineError("Invalid", `The resource is of the kind ${quote(given.kind)}, not ${quote(kind)}`, {
      field: "kind",
    });
  }
  const own = given.metadata?.uid;
  if (own !== undefined && own !== "" && own !== uid) {
    throw new EngineError("Invalid", `The resource has the uid ${quote(own)}, not ${quote(uid)}`, {
      field: "metadata.uid",
    });
  }
}

function requireObject(given: ResourceDraft): void {
  if (!isRecord(given)) throw new EngineError("Invalid", `A resource must be an object, but is ${quote(given)}`);
  if (given.metadata === undefined || isRecord(given.metadata)) return;
  throw new EngineError("Invalid", `metadata is ${quote(given.metadata)}, but must be an object`, {
    field: "metadata",
  });
}

/** @throws {EngineError} `Invalid` for what is no text. */
function apiVersionOf({ apiVersion }: ResourceDraft, otherwise: string): string {
  const given: unknown = apiVersion ?? otherwise;
  if (typeof given === "string") return given;
  throw new EngineError("Invalid", `apiVersion is ${quote(given)}, but must be a string`, { field: "apiVersion" });
}

function edited(stored: Resource, given: ResourceDraft, status: unknown, stamp: Stamp): Resource {
  const spec = same(stored.spec, copyOfPart("spec", given.spec));
  const metadata: Metadata = {
    ...stamped(stored.metadata, stamp),
    ...editableMetadata(given.metadata ?? {}, stored.metadata.name, stored.metadata),
    generation: stored.metadata.generation + (spec === stored.spec ? 0 : 1),
  };
  refuseNewFinalizers(stored, metadata.finalizers);
  return { apiVersion: apiVersionOf(given, stored.apiVersion), kind: stored.kind, metadata, spec, status };
}

type EditableMetadata = Pick<Metadata, "name" | "labels" | "annotations" | "ownerReferences" | "finalizers">;

/** Most resources have none of these; they share one empty one of each. */
const NONE: Readonly<Omit<EditableMetadata, "name">> = {
  labels: Object.freeze({}),
  annotations: Object.freeze({}),
  ownerReferences: [],
  finalizers: [],
};
Object.freeze(NONE.ownerReferences);
Object.freeze(NONE.finalizers);

function editableMetadata(
  given: Partial<Metadata>,
  defaultName: string,
  stored: Readonly<Omit<EditableMetadata, "name">> = NONE,
): EditableMetadata {
  const metadata: EditableMetadata = {
    name: given.name === undefined || given.name === "" ? defaultName : given.name,
    labels: given.labels ?? NONE.labels,
    annotations: given.annotations ?? NONE.annotations,
    ownerReferences: given.ownerReferences ?? NONE.ownerReferences,
    finalizers: given.finalizers ?? NONE.finalizers,
  };
  validateMetadata(metadata);
  metadata.labels = keptTexts(stored.labels, metadata.labels);
  metadata.annotations = keptTexts(stored.annotations, metadata.annotations);
  metadata.ownerReferences = kept(stored.ownerReferences, metadata.ownerReferences);
  metadata.finalizers = kept(stored.finalizers, metadata.finalizers);
  return metadata;
}

/** What is stored while the given one says the same, else a copy of that. */
function kept<T>(stored: T, given: T): T {
  return jsonEqual(stored, given) ? stored : cloneJson(given);
}

/** The same for what was found to be an object of strings. */
function keptTexts(stored: Readonly<Record<string, string>>, given: Record<string, string>): Record<string, string> {
  return jsonEqual(stored, given) ? stored : { ...given };
}

/** The stored one while they are equal, else the given one. Both are JSON data of our own: what callers give is copied first. */
function same<T>(stored: T, given: T): T {
  return jsonEqual(stored, given) ? stored : given;
}

function copyOfPart(field: "spec" | "status", given: unknown): unknown {
  if (given === undefined) return {};
  try {
    return cloneJson(given);
  } catch {
    // Once more, for the error to name the whole path.
    return cloneJson({ [field]: given })[field];
  }
}

function stamped(metadata: Metadata, stamp: Stamp): Metadata {
  return { ...metadata, resourceVersion: String(stamp.sequence), updatedAt: stamp.now };
}

function refuseNewFinalizers(stored: Resource, finalizers: readonly string[]): void {
  if (stored.metadata.deletionTimestamp === undefined) return;
  const added = finalizers.find((finalizer) => !stored.metadata.finalizers.includes(finalizer));
  if (added === undefined) return;
  throw new EngineError(
    "Invalid",
    `${nameOf(stored)} is being deleted: its finalizers can be removed, but ${quote(added)} cannot be added`,
    { field: "metadata.finalizers" },
  );
}
