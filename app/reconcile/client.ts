import type { EventBus } from "../events/event-bus.ts";
import type { LifecycleVerb } from "../events/event-type.ts";
import { EngineError, hasCode } from "../errors.ts";
import { isRecord, requireRecord } from "../is-record.ts";
import { isKnown, valueOf } from "../known-promise.ts";
import { parseWith } from "../parse-with.ts";
import { quote } from "../quote.ts";
import { cloneJson } from "../resource/clone-json.ts";
import { mergePatch } from "../resource/merge-patch.ts";
import type { Resource, ResourceDraft } from "../resource/resource.ts";
import { resourceSchema } from "../resource/schemas.ts";
import { asGiven } from "../storage/as-given.ts";
import type { ChangeType, DeleteOptions, ListOptions, ResourceList, Storage } from "../storage/storage.ts";
import { Writer, type PendingWrite, type WriterOptions } from "./writer.ts";
import type { WriteOrigin } from "./write-origin.ts";

export interface ClientOptions extends WriterOptions {
  /**
   * Refuses what must not be written, by throwing an `Invalid` that names the field: an unknown kind, a spec that fails its
   * schema. Not asked about statuses, which are the engine's own.
   */
  validate?: (resource: Resource | ResourceDraft) => void;
  /** Who writes, where a call does not say. */
  origin?: WriteOrigin;
}

export interface PatchOptions extends WriteOrigin {
  /** Refuse with a conflict unless this is the version that is stored. */
  resourceVersion?: string;
}

const NOBODY: WriteOrigin = {};

/** A patch that meets another writer so often in a row gives up: something is wrong. */
const MAX_PATCH_ATTEMPTS = 20;

/**
 * Reads and writes resources. Every write publishes its lifecycle event, `io.fabrica.{kind}.{created|updated|patched|deleted}`,
 * and for each condition whose status it changed `io.fabrica.condition.{type}`. The write, its events in the log and the
 * work it causes are one transaction where the storage has them; each call resolves once that is durable and the bus has
 * accepted the events. Events of one resource are published in the order in which its writes were committed.
 */
export class Client {
  readonly #writer: Writer;
  readonly #validate: ((resource: Resource | ResourceDraft) => void) | undefined;
  readonly #origin: WriteOrigin;

  /** @param writer shared with the client that this one is a view of. */
  constructor(storage: Storage, eventBus: EventBus, options: ClientOptions = {}, writer?: Writer) {
    this.#writer = writer ?? new Writer(storage, eventBus, options);
    this.#validate = options.validate;
    this.#origin = options.origin ?? NOBODY;
  }

  /** What commits the writes of this client and of all views of it. */
  get writer(): Writer {
    return this.#writer;
  }

  /** @throws {EngineError} `Invalid` naming the field, for what a write would refuse. */
  validate(resource: Resource | ResourceDraft): void {
    this.#validate?.(resource);
  }

  /** The same client for somebody else: what is written through it comes from `origin`. */
  withOrigin(origin: WriteOrigin): Client {
    const { storage, eventBus } = this.#writer;
    const options: ClientOptions = { origin };
    if (this.#validate !== undefined) options.validate = this.#validate;
    return new Client(storage, eventBus, options, this.#writer);
  }

  /** @throws {EngineError} `NotFound`. */
  async get<R extends Resource = Resource>(kind: string, uid: string): Promise<R> {
    const resource = await this.#writer.storage.load(kind, uid);
    if (resource === undefined) throw notFound(kind, uid);
    return asGiven<R>(resource);
  }

  list(kind: string, options?: ListOptions): Promise<ResourceList> {
    return this.#writer.storage.list(kind, options);
  }

  /** @throws {EngineError} `AlreadyExists`, or `Invalid` naming the field. */
  create<R extends Resource>(resource: R | ResourceDraft, origin?: WriteOrigin): Promise<R> {
    try {
      this.#validate?.(resource);
      const write = this.#begin("created", origin);
      return this.#committed(write, this.#writer.storage.create<R>(resource, write.alongside), "created");
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /** @throws {EngineError} `Conflict` when the resource has changed since it was read, `NotFound`, or `Invalid` naming the field. */
  update<R extends Resource>(resource: R, origin?: WriteOrigin): Promise<R> {
    try {
      this.#validate?.(resource);
      return this.#update(resource, "updated", origin);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * JSON Merge Patch (RFC 7386) of anything but the status. Without a `resourceVersion` it goes by what is stored when it
   * is applied, whoever else writes.
   * @throws {EngineError} `Conflict`, `NotFound`, or `Invalid` naming the field.
   */
  async patch(kind: string, uid: string, patch: object, options: PatchOptions = {}): Promise<Resource> {
    const { resourceVersion, ...origin } = options;
    const { storage } = this.#writer;
    if (storage.transact === undefined) return this.#patchWithRetries(kind, uid, patch, options);
    const write = this.#begin("patched", origin);
    const commit = storage.transact((tx) => {
      const patched = this.#patched(kind, uid, tx.load(kind, uid), patch, resourceVersion);
      return tx.update(patched, write.alongside);
    });
    return this.#committed(write, commit, "updated");
  }

  /** For a storage without transactions: somebody else may write between the reading and the writing. */
  async #patchWithRetries(kind: string, uid: string, patch: object, options: PatchOptions): Promise<Resource> {
    const { resourceVersion, ...origin } = options;
    for (let attempt = 1; ; attempt++) {
      const stored = await this.#writer.storage.load(kind, uid);
      const patched = this.#patched(kind, uid, stored, patch, resourceVersion);
      try {
        return await this.#update(patched, "patched", origin);
      } catch (error) {
        if (resourceVersion !== undefined || attempt === MAX_PATCH_ATTEMPTS || !hasCode(error, "Conflict")) throw error;
      }
    }
  }

  #patched(kind: string, uid: string, stored: Resource | undefined, patch: object, version?: string): Resource {
    if (stored === undefined) throw notFound(kind, uid);
    const patched = patchedResource(stored, patch, version);
    this.#validate?.(patched);
    return patched;
  }

  /**
   * Writes the status and nothing else. Publishes events about conditions alone: screens follow the rest of a status
   * through the storage's `watch`.
   * @throws {EngineError} `NotFound`, or `Invalid` naming the field.
   */
  updateStatus<R extends Resource>(resource: R, origin?: WriteOrigin): Promise<R> {
    return this.#updateStatus(resource, origin, "copy");
  }

  /** The same for callers who change nothing of what it resolves with: it may be what is stored. */
  writeStatus(resource: Resource, origin?: WriteOrigin): Promise<Readonly<Resource>> {
    return this.#updateStatus(resource, origin, "stored");
  }

  /**
   * @returns whether the resource is gone now; finalizers keep it until the last of them is removed.
   * @throws {EngineError} `NotFound`, `Conflict`, or `Invalid` naming the option.
   */
  async delete(kind: string, uid: string, options: DeleteOptions & WriteOrigin = {}): Promise<boolean> {
    requireRecord("options", options);
    const { propagation, resourceVersion, ...origin } = options;
    const write = this.#begin("updated", origin);
    const deleteOptions: DeleteOptions = {
      ...(propagation !== undefined && { propagation }),
      ...(resourceVersion !== undefined && { resourceVersion }),
    };
    const isForeign = this.#writer.storage.transact === undefined;
    const before = isForeign ? await this.#writer.storage.load(kind, uid) : undefined;
    let gone: boolean;
    try {
      gone = await this.#writer.storage.delete(kind, uid, deleteOptions, write.alongside);
    } catch (error) {
      write.discard();
      throw error;
    }
    if (!write.changed && isForeign) await this.#learnOfDelete(write, kind, uid, before);
    await write.commit();
    return gone;
  }

  #update<R extends Resource>(resource: R, verb: LifecycleVerb, origin: WriteOrigin | undefined): Promise<R> {
    const write = this.#begin(verb, origin);
    return this.#committed(write, this.#writer.storage.update(resource, write.alongside), "updated");
  }

  #updateStatus<R extends Resource>(
    resource: R,
    origin: WriteOrigin | undefined,
    answer: "copy" | "stored",
  ): Promise<R> {
    try {
      const write = this.#begin("updated", origin);
      return this.#committed(write, this.#writer.storage.updateStatus(resource, write.alongside, answer), "status");
    } catch (error) {
      return Promise.reject(error);
    }
  }

  #committed<R extends Resource>(write: PendingWrite, commit: Promise<R>, type: ChangeType): Promise<R> {
    if (!isKnown(commit) || !write.changed) return this.#whenCommitted(write, commit, type);
    const accepted = write.commit();
    return accepted === undefined ? commit : accepted.then(() => valueOf(commit));
  }

  async #whenCommitted<R extends Resource>(write: PendingWrite, commit: Promise<R>, type: ChangeType): Promise<R> {
    let stored: R;
    try {
      stored = await commit;
    } catch (error) {
      write.discard();
      throw error;
    }
    // From a storage that knows nothing of what goes alongside.
    if (!write.changed) write.record(undefined, { sequence: 0, type, resource: stored });
    await write.commit();
    return stored;
  }

  /** From a storage that knows nothing of what goes alongside. */
  async #learnOfDelete(write: PendingWrite, kind: string, uid: string, before: Resource | undefined): Promise<void> {
    const left = await this.#writer.storage.load(kind, uid);
    if (left === undefined) write.recordDeleted(kind, uid);
    else if (left.metadata.resourceVersion !== before?.metadata.resourceVersion) {
      write.record(undefined, { sequence: 0, type: "updated", resource: left });
    }
  }

  #begin(verb: LifecycleVerb, origin: WriteOrigin | undefined): PendingWrite {
    if (origin === undefined) return this.#writer.begin(verb, this.#origin);
    return this.#writer.begin(verb, this.#origin === NOBODY ? origin : { ...this.#origin, ...origin });
  }
}

function patchedResource(stored: Resource, patch: object, resourceVersion: string | undefined): Resource {
  if (!isRecord(patch)) {
    throw new EngineError("Invalid", `A merge patch is an object of the fields to change, not ${quote(patch)}`, {
      field: "patch",
    });
  }
  const { kind, metadata } = stored;
  const merged = mergePatch(stored, cloneJson(patch));
  if (!isRecord(merged)) return stored;
  const fields = merged["metadata"];
  const patched: Resource = parseWith(
    resourceSchema,
    {
      apiVersion: stored.apiVersion,
      spec: {},
      ...merged,
      metadata: isRecord(fields) ? { ...WITHOUT, name: metadata.name, ...fields } : fields,
    },
    `${kind}/${metadata.uid} with the patch`,
  );
  refuseOther("kind", kind, patched.kind);
  refuseOther("metadata.uid", metadata.uid, patched.metadata.uid);
  patched.metadata.resourceVersion = resourceVersion ?? metadata.resourceVersion;
  return patched;
}

/** What metadata has where a patch took the field away. A name it keeps: there is none without. */
const WITHOUT = { labels: {}, annotations: {}, ownerReferences: [], finalizers: [] };

function refuseOther(field: string, stored: string, given: string): void {
  if (given === stored) return;
  throw new EngineError("Invalid", `A patch cannot change ${field} from ${quote(stored)} to ${quote(given)}`, {
    field,
  });
}

function notFound(kind: string, uid: string): EngineError {
  return new EngineError("NotFound", `There is no ${quote(kind)} with the uid ${quote(uid)}`);
}
