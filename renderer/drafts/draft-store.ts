import { z } from "zod";
import { createStore } from "zustand/vanilla";
import { createJSONStorage, persist } from "zustand/middleware";
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

interface Drafts {
  drafts: Readonly<Record<string, Draft>>;
}

/** More than anyone has open; the oldest go first. */
const maxDrafts = 100;

/** Drafts outlive their page, the window, a crash and a restart: they are kept in the browser's storage. */
export const draftStore = createStore<Drafts>()(
  persist((): Drafts => ({ drafts: {} }), {
    name: "fabrica.drafts",
    storage: createJSONStorage(() => localStorage),
    merge: (kept, current) => {
      const read = z.object({ drafts: z.record(z.string(), draft) }).safeParse(kept);
      return read.success ? read.data : current;
    },
  }),
);

/** `new` in place of the uid names the draft of a new resource. */
export function draftKey(kind: string, uid: string): string {
  return `${kind}/${uid}`;
}

export function keepDraft(key: string, next: Draft): void {
  draftStore.setState(({ drafts }) => {
    const others = Object.entries(drafts).filter(([other]) => other !== key);
    const newest = others.toSorted(([, a], [, b]) => b.editedAt - a.editedAt).slice(0, maxDrafts - 1);
    return { drafts: { ...Object.fromEntries(newest), [key]: next } };
  });
}

export function dropDraft(key: string): void {
  draftStore.setState(({ drafts }) => ({
    drafts: Object.fromEntries(Object.entries(drafts).filter(([other]) => other !== key)),
  }));
}
