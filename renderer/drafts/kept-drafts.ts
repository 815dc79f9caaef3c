import { z } from "zod";
import { resource } from "../../shared/model.ts";
import { editDocument } from "./edit-document.ts";

/** An edit that was not applied yet. */
const draft = z.object({
  /** What the edit started from, as it was then; null for a new resource. */
  base: resource.nullable(),
  document: editDocument,
  /** The YAML as typed, where it cannot be read or does not fit the document's shape. */
  text: z.string().optional(),
  /** ms since the epoch. */
  editedAt: z.number(),
});
export type Draft = z.infer<typeof draft>;
export type Drafts = Readonly<Record<string, Draft>>;

const PREFIX = "fabrica.draft.";

type ItemStorage = Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">;

/** Where drafts outlive their page, the window, a crash and a restart: an item each, so that no window overwrites another's. */
export class KeptDrafts {
  readonly #storage: ItemStorage;

  constructor(storage: ItemStorage) {
    this.#storage = storage;
  }

  /** Without those that make no sense. */
  all(): Drafts {
    const names = Array.from({ length: this.#storage.length }, (_, index) => this.#storage.key(index) ?? "");
    return Object.fromEntries(
      names.flatMap((name) => {
        const key = keyIn(name);
        const kept = key === undefined ? undefined : parseDraft(this.#storage.getItem(name));
        return key === undefined || kept === undefined ? [] : [[key, kept]];
      }),
    );
  }

  /** @returns whether there was room. Where there was none, nothing older is kept in its place. */
  keep(key: string, next: Draft): boolean {
    try {
      this.#storage.setItem(PREFIX + key, JSON.stringify(next));
      return true;
    } catch {
      this.drop(key);
      return false;
    }
  }

  drop(key: string): void {
    this.#storage.removeItem(PREFIX + key);
  }
}

/** @returns which draft an item of the storage is; undefined for one that is none. */
export function keyIn(item: string): string | undefined {
  return item.startsWith(PREFIX) ? item.slice(PREFIX.length) : undefined;
}

/** @returns undefined for what makes no sense, as a later version may have left it. */
export function parseDraft(text: string | null): Draft | undefined {
  try {
    return draft.safeParse(JSON.parse(text ?? "")).data;
  } catch {
    return undefined;
  }
}
