import { stringify } from "yaml";
import { isRecord } from "../is-record.ts";
import type { OwnerReference } from "../resource/owner-reference.ts";
import type { Resource } from "../resource/resource.ts";
import type { Storage } from "../storage/storage.ts";

export type ExportFormat = "yaml" | "json";

const PAGE = 500;

/**
 * The resources of the kinds as a file that import reads, a piece a page. What only the engine may say is left out, and so
 * is the uid, unless others have the same name: owners are named by their names. So the file means the same in another
 * fleet. What is being deleted is not in it.
 */
export async function* exportFleet(
  storage: Storage,
  kinds: Iterable<string>,
  format: ExportFormat,
): AsyncGenerator<string> {
  const names = new OwnerNames(storage);
  let isFirst = true;
  if (format === "json") yield "[";
  for (const kind of kinds) {
    for await (const page of pages(storage, kind)) {
      let text = "";
      for (const [index, resource] of page.entries()) {
        if (resource.metadata.deletionTimestamp !== undefined) continue;
        const { name } = resource.metadata;
        const isNameShared = [page[index - 1], page[index + 1]].some((other) => other?.metadata.name === name);
        const document = await documentOf(resource, isNameShared, names);
        if (format === "json") text += `${isFirst ? "" : ","}\n${JSON.stringify(document)}`;
        else text += `${isFirst ? "" : "---\n"}${stringify(document)}`;
        isFirst = false;
      }
      yield text;
    }
  }
  if (format === "json") yield "\n]\n";
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

async function documentOf({ apiVersion, kind, metadata, spec }: Resource, withUid: boolean, names: OwnerNames) {
  const { uid, name, labels, annotations, ownerReferences } = metadata;
  const owners = [];
  for (const reference of ownerReferences) owners.push(...(await names.byName(reference)));
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
    spec: isRecord(spec) ? spec : {},
  };
}

/** Many resources have the same few owners. */
class OwnerNames {
  readonly #storage: Storage;
  readonly #names = new Map<string, string | undefined>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Empty when the owner is gone. */
  async byName({ kind, uid, ...rest }: OwnerReference): Promise<Omit<OwnerReference, "uid">[]> {
    if (!this.#names.has(uid)) this.#names.set(uid, (await this.#storage.load(kind, uid))?.metadata.name);
    const name = this.#names.get(uid);
    return name === undefined ? [] : [{ ...rest, kind, name }];
  }
}
