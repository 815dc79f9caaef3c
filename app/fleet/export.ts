import { setImmediate } from "node:timers/promises";
import { stringify } from "yaml";
import { isRecord } from "../is-record.ts";
import type { KindDefinition } from "../kinds/kind.ts";
import type { OwnerReference } from "../resource/owner-reference.ts";
import type { Resource } from "../resource/resource.ts";
import type { Storage } from "../storage/storage.ts";

export type ExportFormat = "yaml" | "json";

const PAGE = 500;

/**
 * The resources of the kinds as a file that import reads, a piece a page. What only the engine may say is left out, and so
 * is the uid, unless others have the same name: owners and whatever else a spec refers to are named by their names. So the
 * file means the same in another fleet. What is being deleted is not in it.
 */
export function exportFleet(
  storage: Storage,
  kinds: Iterable<KindDefinition>,
  format: ExportFormat,
): AsyncGenerator<string> {
  return inFormat(format, fleetDocuments(storage, kinds));
}

/** Documents as one file, a piece a page. */
export async function* inFormat(
  format: ExportFormat,
  pages: AsyncIterable<readonly unknown[]>,
): AsyncGenerator<string> {
  let isFirst = true;
  if (format === "json") yield "[";
  for await (const page of pages) {
    let text = "";
    for (const document of page) {
      if (format === "json") text += `${isFirst ? "" : ","}\n${JSON.stringify(document)}`;
      else text += `${isFirst ? "" : "---\n"}${stringify(document)}`;
      isFirst = false;
    }
    yield text;
  }
  if (format === "json") yield "\n]\n";
}

async function* fleetDocuments(storage: Storage, kinds: Iterable<KindDefinition>): AsyncGenerator<unknown[]> {
  const names = new Names(storage);
  for (const kind of kinds) {
    for await (const page of pages(storage, kind.kind)) {
      const documents: unknown[] = [];
      for (const [index, resource] of page.entries()) {
        if (resource.metadata.deletionTimestamp !== undefined) continue;
        const { name } = resource.metadata;
        const isNameShared = [page[index - 1], page[index + 1]].some((other) => other?.metadata.name === name);
        documents.push(await documentOf(resource, kind, isNameShared, names));
      }
      yield documents;
      // Reading takes no turn of the event loop, and others need one.
      await setImmediate();
    }
  }
}

/** By name, and so that what shares a name is on one page. */
async function* pages(storage: Storage, kind: string): AsyncGenerator<Resource[]> {
  let held: Resource[] = [];
  let next: string | undefined;
  do {
    const page = await storage.list(kind, {
      limit: PAGE,
      sort: { by: "metadata.name" },
      ...(next !== undefined && { continue: next }),
    });
    next = page.continue;
    held.push(...page);
    const last = held.at(-1)?.metadata.name;
    const begin = next === undefined ? held.length : held.findIndex(({ metadata }) => metadata.name === last);
    yield held.slice(0, begin);
    held = held.slice(begin);
  } while (next !== undefined);
}

/** A resource as a file has it. */
export async function documentOf(resource: Resource, definition: KindDefinition, withUid: boolean, names: Names) {
  const { apiVersion, kind, metadata } = resource;
  const { uid, name, labels, annotations, ownerReferences } = metadata;
  const owners: Omit<OwnerReference, "uid">[] = [];
  for (const { uid, ...owner } of ownerReferences) {
    const name = await names.of(owner.kind, uid);
    // Of an owner that is gone there is nothing to tell.
    if (name !== undefined) owners.push({ ...owner, name });
  }
  return {
    apiVersion,
    kind,
    metadata: {
      name,
      ...(withUid && { uid }),
      ...(Object.keys(labels).length > 0 && { labels }),
      ...(Object.keys(annotations).length > 0 && { annotations }),
      ...(owners.length > 0 && { ownerReferences: owners }),
    },
    spec: await specWithNames(resource.spec, definition, names),
  };
}

async function specWithNames(spec: unknown, { references = [] }: KindDefinition, names: Names) {
  const named: Record<string, unknown> = isRecord(spec) ? { ...spec } : {};
  for (const { field, kind } of references) {
    const uids = named[field];
    if (!Array.isArray(uids)) continue;
    named[field] = await Promise.all(uids.map(async (uid) => (await names.of(kind, uid)) ?? uid));
  }
  return named;
}

/** Many resources have the same few owners. */
export class Names {
  readonly #storage: Storage;
  readonly #names = new Map<string, string | undefined>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Undefined when there is no such resource. */
  async of(kind: string, uid: string): Promise<string | undefined> {
    const key = `${kind}/${uid}`;
    if (!this.#names.has(key)) this.#names.set(key, (await this.#storage.load(kind, uid))?.metadata.name);
    return this.#names.get(key);
  }
}
