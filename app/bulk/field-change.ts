import { hasCode } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import type { Client } from "../reconcile/client.ts";
import { jsonEqual } from "../resource/json-equal.ts";
import type { Resource } from "../resource/resource.ts";
import type { Storage } from "../storage/storage.ts";
import { type BulkItem, type BulkOrigin, DONE, GONE, type Look, type Settled, skipped } from "./bulk-action.ts";

/** A status that is written again and again between the look and the write. */
const MAX_TRIES = 5;

/** Gives one field of a resource another value, provided that it still has the one that was seen. */
export class FieldChange {
  readonly #client: Client;
  readonly #storage: Storage;
  readonly #path: readonly string[];
  readonly #wanted: unknown;

  /** @param wanted undefined takes the field out */
  constructor({ client, storage }: { client: Client; storage: Storage }, path: readonly string[], wanted: unknown) {
    this.#client = client;
    this.#storage = storage;
    this.#path = path;
    this.#wanted = wanted;
  }

  look(resource: Resource): Look {
    if (resource.metadata.deletionTimestamp !== undefined) return { skip: "is being deleted" };
    const before = valueAt(resource, this.#path);
    if (jsonEqual(before, this.#wanted)) return { skip: alreadyIs(this.#wanted) };
    return { before, after: this.#wanted };
  }

  readonly apply = (item: BulkItem, origin: BulkOrigin): Promise<Settled> =>
    this.#change(item, { from: item.before, to: this.#wanted }, origin);

  readonly undo = (item: BulkItem, origin: BulkOrigin): Promise<Settled> =>
    this.#change(item, { from: this.#wanted, to: item.before }, origin);

  async #change({ kind, uid }: BulkItem, { from, to }: { from: unknown; to: unknown }, origin: BulkOrigin) {
    for (let tries = 1; ; tries++) {
      const resource = await this.#storage.load(kind, uid);
      if (resource === undefined) return GONE;
      const now = valueAt(resource, this.#path);
      if (jsonEqual(now, to)) return skipped(alreadyIs(to));
      if (!jsonEqual(now, from)) return skipped(`was changed meanwhile: it is ${valueText(now)} now`);
      try {
        const { resourceVersion } = resource.metadata;
        await this.#client.patch(kind, uid, patchOf(this.#path, to), { resourceVersion, ...origin });
        return DONE;
      } catch (error) {
        if (!hasCode(error, "Conflict") || tries === MAX_TRIES) throw error;
      }
    }
  }
}

/** As people read it: `on`, or `not set`. */
export function valueText(value: unknown): string {
  if (value === undefined) return "not set";
  return typeof value === "string" ? value : JSON.stringify(value);
}

function alreadyIs(value: unknown): string {
  return value === undefined ? "has none" : `is ${valueText(value)} already`;
}

function valueAt(root: unknown, path: readonly string[]): unknown {
  let value = root;
  for (const name of path) value = isRecord(value) && Object.hasOwn(value, name) ? value[name] : undefined;
  return value;
}

/** A merge patch that gives one field a value, or takes it out. */
function patchOf(path: readonly string[], value: unknown): object {
  const [name = "", ...rest] = path;
  return { [name]: rest.length === 0 ? (value ?? null) : patchOf(rest, value) };
}
