import { useCallback, useMemo } from "react";
import { useStore } from "zustand";
import type { KindInfo, Resource } from "../../shared/model.ts";
import { locateProblems, readYaml, type TextProblem, writeYaml } from "../editor/yaml-document.ts";
import { type FieldProblem, specValidator } from "../forms/validate-spec.ts";
import { draftKey, draftStore, dropDraft, keepDraft } from "./draft-store.ts";
import { documentOf, type EditDocument, editDocument, editSchema, newDocument } from "./edit-document.ts";
import { sameJson } from "./merge.ts";

export interface DraftEditing {
  /** Whether there is anything that was not applied. */
  dirty: boolean;
  /** Whether it is there again after the window is closed. */
  kept: boolean;
  /** What the edit started from; null for a new resource. */
  base: Resource | null;
  document: EditDocument;
  text: string;
  schema: Record<string, unknown>;
  /** Whether the YAML is no document of this shape: the form shows what it was before. */
  isUnreadable: boolean;
  /** Of the fields, for the form: none while the YAML cannot be read. */
  fieldProblems: readonly FieldProblem[];
  /** By offset, for the YAML editor. */
  problems: TextProblem[];
  changeDocument: (document: unknown) => void;
  changeText: (text: string) => void;
  /** Starts over from another state of the resource, with this document. @returns brings back the draft before it */
  rebase: (base: Resource, document: EditDocument) => () => void;
  /** @returns brings the draft back */
  discard: () => () => void;
}

/**
 * The edit of a resource, or of a new one where `live` is null: one document, seen as a form and as YAML. It follows the live
 * resource until the first change, and from then on stays what was typed.
 */
export function useDraft(kind: KindInfo, uid: string, live: Resource | null): DraftEditing {
  const key = draftKey(kind.kind, uid);
  const draft = useStore(draftStore, ({ drafts }) => drafts[key]);
  const isFull = useStore(draftStore, (state) => state.isFull);
  const isNew = live === null;
  const schema = useMemo(() => editSchema(kind, isNew), [kind, isNew]);
  const validate = useMemo(() => specValidator(schema), [schema]);
  const original = useMemo(() => (live ? documentOf(live) : newDocument(kind)), [live, kind]);
  const document = draft?.document ?? original;
  const base = draft?.base ?? live;
  const text = useMemo(() => draft?.text ?? writeYaml(document), [draft?.text, document]);

  const { isUnreadable, fieldProblems, problems } = useMemo(() => {
    const reading = readYaml(text);
    if (reading.problems.length > 0) return { isUnreadable: true, fieldProblems: [], problems: reading.problems };
    const found = validate(reading.value);
    const isUnreadable = !editDocument.safeParse(reading.value).success;
    return {
      isUnreadable,
      fieldProblems: isUnreadable ? [] : found,
      problems: locateProblems(reading.document, found),
    };
  }, [text, validate]);

  const keep = useCallback(
    (next: EditDocument, typed: string | undefined) => {
      const start = base ? documentOf(base) : newDocument(kind);
      // Back where it started, to the letter of the document: there is nothing to keep.
      if (typed === undefined && sameJson(next, start)) dropDraft(key);
      else keepDraft(key, { base, document: next, text: typed, editedAt: Date.now() });
    },
    [base, kind, key],
  );

  const changeDocument = useCallback(
    (next: unknown) => {
      const read = editDocument.safeParse(next);
      if (read.success) keep(read.data, undefined);
      else keep(document, writeYaml(next));
    },
    [document, keep],
  );

  const changeText = useCallback(
    (typed: string) => {
      const read = editDocument.safeParse(readYaml(typed).value);
      keep(read.success ? read.data : document, typed);
    },
    [document, keep],
  );

  const restore = useCallback(() => {
    if (draft === undefined) dropDraft(key);
    else keepDraft(key, draft);
  }, [key, draft]);

  const rebase = useCallback(
    (newBase: Resource, next: EditDocument) => {
      keepDraft(key, { base: newBase, document: next, text: undefined, editedAt: Date.now() });
      return restore;
    },
    [key, restore],
  );

  return {
    dirty: draft !== undefined,
    kept: !isFull,
    base,
    document,
    text,
    schema,
    isUnreadable,
    fieldProblems,
    problems,
    changeDocument,
    changeText,
    rebase,
    discard: useCallback(() => {
      dropDraft(key);
      return restore;
    }, [key, restore]),
  };
}
