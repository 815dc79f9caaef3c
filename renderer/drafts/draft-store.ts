import { createStore } from "zustand/vanilla";
import { type Draft, type Drafts, KeptDrafts, keyIn, parseDraft } from "./kept-drafts.ts";

interface DraftState {
  /** Of all windows. */
  drafts: Drafts;
  /** Which of them were typed into in this window since its page was loaded. */
  typedHere: ReadonlySet<string>;
  /** Whether there was no room to keep the last of them for after this window. */
  isFull: boolean;
}

/** More than anyone has open; the oldest go first. */
const maxDrafts = 100;

const kept = new KeptDrafts(localStorage);

export const draftStore = createStore<DraftState>()(() => ({
  drafts: kept.all(),
  typedHere: new Set(),
  isFull: false,
}));

// Of what other windows keep and drop.
addEventListener("storage", ({ storageArea, key: item, newValue }) => {
  if (storageArea !== localStorage || item === null) return;
  const key = keyIn(item);
  if (key === undefined) return;
  const draft = parseDraft(newValue);
  if (draft === undefined) forgetDraft(key);
  else draftStore.setState(({ drafts }) => ({ drafts: withDraft(drafts, key, draft) }));
});

/** `new` in place of the uid names the draft of a new resource. */
export function draftKey(kind: string, uid: string): string {
  return `${kind}/${uid}`;
}

export function keepDraft(key: string, next: Draft): void {
  const { drafts, typedHere } = draftStore.getState();
  const newestFirst = Object.entries(drafts).toSorted(([, a], [, b]) => b.editedAt - a.editedAt);
  for (const [oldest] of newestFirst.filter(([other]) => other !== key).slice(maxDrafts - 1)) dropDraft(oldest);
  draftStore.setState({
    drafts: withDraft(draftStore.getState().drafts, key, next),
    typedHere: typedHere.has(key) ? typedHere : new Set(typedHere).add(key),
    isFull: !kept.keep(key, next),
  });
}

export function dropDraft(key: string): void {
  kept.drop(key);
  forgetDraft(key);
}

/** Drops what was typed in this window. */
export function dropDraftsTypedHere(): void {
  for (const key of draftStore.getState().typedHere) dropDraft(key);
}

/** Whoever types it anew, here or in another window, has typed another one. */
function forgetDraft(key: string): void {
  draftStore.setState(({ drafts, typedHere }) => ({
    drafts: withDraft(drafts, key, undefined),
    typedHere: new Set([...typedHere].filter((each) => each !== key)),
  }));
}

function withDraft(drafts: Drafts, key: string, next: Draft | undefined): Drafts {
  const { [key]: _before, ...others } = drafts;
  return next === undefined ? others : { ...others, [key]: next };
}
