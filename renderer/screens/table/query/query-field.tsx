import type { CompletionSource } from "@codemirror/autocomplete";
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from "react";
import { QueryEditor, type QueryProblem, type TextSelection } from "./query-editor.ts";

export interface QueryFieldHandle {
  /** Puts the focus into it, its text selected. */
  focus(): void;
}

export interface QueryFieldProps {
  label: string;
  hint: string;
  text: string;
  onText(text: string): void;
  /** The text is meant as it stands. */
  onEnter(text: string): void;
  /** Escape in a field without text. */
  onLeave(): void;
  completion: CompletionSource;
  problem: QueryProblem | undefined;
  /** Id of the element that says what is wrong. */
  describedBy: string;
  handle: RefObject<QueryFieldHandle | null>;
  /** What is selected in the field that this one takes over from, if that one has the focus. */
  takeSelection(): TextSelection | undefined;
}

/** A query as a line of text that completes, colours and marks what is wrong. */
export function QueryField(props: QueryFieldProps) {
  const { label, hint, text, completion, problem, describedBy, handle } = props;
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<QueryEditor>();
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useImperativeHandle(handle, () => ({ focus: () => editor?.focus() }), [editor]);

  useEffect(() => {
    if (!host.current) return;
    const made = new QueryEditor({
      parent: host.current,
      text: latest.current.text,
      hint,
      onText: (typed) => latest.current.onText(typed),
      onEnter: (meant) => latest.current.onEnter(meant),
      onLeave: () => latest.current.onLeave(),
    });
    const taken = latest.current.takeSelection();
    if (taken) made.focus(taken);
    setEditor(made);
    return () => made.destroy();
  }, [hint]);

  useEffect(() => editor?.show(text), [editor, text]);
  useEffect(() => editor?.complete(completion), [editor, completion]);
  useEffect(() => {
    editor?.describe({
      "aria-label": label,
      role: "combobox",
      "aria-multiline": "false",
      "aria-haspopup": "listbox",
      "aria-invalid": String(problem !== undefined),
      ...(problem && { "aria-describedby": describedBy }),
    });
    editor?.mark(problem);
  }, [editor, label, describedBy, problem]);

  return <div ref={host} style={{ minWidth: 0, flex: 1 }} />;
}
