import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  type CompletionSource,
  completionStatus,
  moveCompletionSelection,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { type RefObject, useEffect, useImperativeHandle, useRef, useState } from "react";
import { queryHighlighting } from "./query-highlighting.ts";
import { queryTheme } from "./query-theme.ts";

export interface QueryFieldHandle {
  /** Puts the focus into it, its text selected. */
  focus(): void;
}

/** What is wrong, and where in the text. */
export interface QueryProblem {
  from: number;
  to: number;
  message: string;
}

/** In characters from the start of the text. */
export interface TextSelection {
  anchor: number;
  head: number;
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
  const [editor, setEditor] = useState<EditorView>();
  const [parts] = useState(() => ({ completion: new Compartment(), attributes: new Compartment() }));
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  useImperativeHandle(
    handle,
    () => ({
      focus() {
        editor?.focus();
        editor?.dispatch({ selection: { anchor: 0, head: editor.state.doc.length } });
      },
    }),
    [editor],
  );

  useEffect(() => {
    if (!host.current) return;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.text,
        extensions: [
          history(),
          oneLine,
          placeholder(() => hintElement(hint)),
          queryHighlighting(),
          parts.completion.of([]),
          parts.attributes.of([]),
          Prec.highest(
            keymap.of([
              { key: "Tab", run: acceptFirst },
              {
                key: "Enter",
                run(view) {
                  if (acceptCompletion(view)) return true;
                  latest.current.onEnter(view.state.doc.toString());
                  return true;
                },
              },
              { key: "Escape", run: (view) => closeCompletion(view) || clearOrLeave(view, latest.current.onLeave) },
            ]),
          ),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          EditorView.updateListener.of(({ docChanged, state, transactions }) => {
            const isOurs = transactions.some((transaction) => transaction.isUserEvent("sync"));
            if (docChanged && !isOurs) latest.current.onText(state.doc.toString());
          }),
          queryTheme,
        ],
      }),
    });
    const taken = latest.current.takeSelection();
    if (taken) {
      view.focus();
      const { length } = view.state.doc;
      view.dispatch({ selection: { anchor: Math.min(taken.anchor, length), head: Math.min(taken.head, length) } });
    }
    setEditor(view);
    return () => view.destroy();
  }, [hint, parts]);

  useEffect(() => {
    if (!editor || editor.state.doc.toString() === text) return;
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: text },
      selection: { anchor: text.length },
      userEvent: "sync",
    });
  }, [editor, text]);

  useEffect(() => {
    editor?.dispatch({
      effects: parts.completion.reconfigure(
        autocompletion({
          override: [completion],
          icons: false,
          maxRenderedOptions: 60,
          activateOnTypingDelay: 50,
          selectOnOpen: false,
          interactionDelay: 0,
        }),
      ),
    });
  }, [editor, parts, completion]);

  useEffect(() => {
    if (!editor) return;
    const attributes = {
      "aria-label": label,
      role: "combobox",
      "aria-multiline": "false",
      "aria-haspopup": "listbox",
      "aria-invalid": String(problem !== undefined),
      ...(problem && { "aria-describedby": describedBy }),
    };
    editor.dispatch({
      effects: parts.attributes.reconfigure(
        EditorView.contentAttributes.of((view) => ({
          ...attributes,
          "aria-expanded": String(completionStatus(view.state) === "active"),
        })),
      ),
    });
    const { length } = editor.state.doc;
    const marks = problem ? [{ ...within(problem, length), severity: "error" as const, message: problem.message }] : [];
    editor.dispatch(setDiagnostics(editor.state, marks));
  }, [editor, parts, label, describedBy, problem]);

  return <div ref={host} style={{ minWidth: 0, flex: 1 }} />;
}

/** As an element, since a combobox may not have the attribute that CodeMirror would give it for a text. */
function hintElement(text: string): HTMLElement {
  const element = document.createElement("span");
  element.textContent = text;
  element.ariaHidden = "true";
  return element;
}

/** Enter asks for what stands there; Tab takes what is proposed. */
function acceptFirst(view: EditorView): boolean {
  if (acceptCompletion(view)) return true;
  if (completionStatus(view.state) !== "active") return false;
  return moveCompletionSelection(true)(view) && acceptCompletion(view);
}

/** What is pasted loses its line breaks. */
const oneLine = EditorState.transactionFilter.of((transaction) => {
  if (transaction.newDoc.lines <= 1) return transaction;
  const text = transaction.newDoc.toString().replaceAll(/\s*\n\s*/g, " ");
  return {
    changes: { from: 0, to: transaction.startState.doc.length, insert: text },
    selection: { anchor: text.length },
  };
});

/** At the end of the text what is wrong is that nothing follows: the last letter shows it. */
function within({ from, to }: QueryProblem, length: number): { from: number; to: number } {
  const start = Math.min(from, Math.max(length - 1, 0));
  return { from: start, to: Math.max(Math.min(to, length), Math.min(start + 1, length)) };
}

function clearOrLeave(view: EditorView, leave: () => void): boolean {
  if (view.state.doc.length === 0) leave();
  else view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: "" }, userEvent: "delete" });
  return true;
}
