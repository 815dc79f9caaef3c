import {
  acceptCompletion,
  autocompletion,
  closeCompletion,
  type CompletionSource,
  completionStatus,
  moveCompletionSelection,
} from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState, type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap, placeholder } from "@codemirror/view";
import { queryHighlighting } from "./query-highlighting.ts";
import { queryTheme } from "./query-theme.ts";
import { naturalOrder } from "../../../../shared/natural-order.ts";

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

export interface QueryEditorOptions {
  parent: HTMLElement;
  text: string;
  hint: string;
  onText(text: string): void;
  onEnter(text: string): void;
  onLeave(): void;
}

/** CodeMirror with one line of a query in it. */
export class QueryEditor {
  readonly #view: EditorView;
  readonly #completion = new Compartment();
  readonly #attributes = new Compartment();

  constructor({ parent, text, hint, onText, onEnter, onLeave }: QueryEditorOptions) {
    this.#view = new EditorView({
      parent,
      state: EditorState.create({
        doc: text,
        extensions: [
          history(),
          oneLine,
          placeholder(() => hintElement(hint)),
          queryHighlighting(),
          this.#completion.of([]),
          this.#attributes.of([]),
          keys(onEnter, onLeave),
          EditorView.updateListener.of(({ docChanged, state, transactions }) => {
            const isOurs = transactions.some((transaction) => transaction.isUserEvent("sync"));
            if (docChanged && !isOurs) onText(state.doc.toString());
          }),
          queryTheme,
        ],
      }),
    });
  }

  get #length(): number {
    return this.#view.state.doc.length;
  }

  /** Puts the focus into it, all of its text selected unless it is told what. */
  focus({ anchor, head }: TextSelection = { anchor: 0, head: this.#length }): void {
    const length = this.#length;
    this.#view.focus();
    this.#view.dispatch({ selection: { anchor: Math.min(anchor, length), head: Math.min(head, length) } });
  }

  /** Shows another text, of which nobody is told. */
  show(text: string): void {
    if (this.#view.state.doc.toString() === text) return;
    this.#view.dispatch({
      changes: { from: 0, to: this.#length, insert: text },
      selection: { anchor: text.length },
      userEvent: "sync",
    });
  }

  /** Completes from another source from now on. */
  complete(source: CompletionSource): void {
    const completion = autocompletion({
      override: [source],
      icons: false,
      maxRenderedOptions: 60,
      activateOnTypingDelay: 50,
      selectOnOpen: false,
      interactionDelay: 0,
      compareCompletions: (a, b) => naturalOrder.compare(a.label, b.label),
    });
    this.#view.dispatch({ effects: this.#completion.reconfigure(completion) });
  }

  /** What a screen reader says of it, but for whether proposals are open. */
  describe(attributes: Readonly<Record<string, string>>): void {
    const described = EditorView.contentAttributes.of((view) => ({
      ...attributes,
      "aria-expanded": String(completionStatus(view.state) === "active"),
    }));
    this.#view.dispatch({ effects: this.#attributes.reconfigure(described) });
  }

  /** Shows what is wrong in the text, if anything is. */
  mark(problem: QueryProblem | undefined): void {
    const marks: Diagnostic[] = problem
      ? [{ ...within(problem, this.#length), severity: "error", message: problem.message }]
      : [];
    this.#view.dispatch(setDiagnostics(this.#view.state, marks));
  }

  destroy(): void {
    this.#view.destroy();
  }
}

/** Enter asks for what stands there; Tab takes what is proposed. */
function keys(onEnter: (text: string) => void, onLeave: () => void): Extension {
  const enter = (view: EditorView): boolean => {
    if (!acceptCompletion(view)) onEnter(view.state.doc.toString());
    return true;
  };
  return [
    Prec.highest(
      keymap.of([
        { key: "Tab", run: acceptFirst },
        { key: "Enter", run: enter },
        { key: "Escape", run: (view) => closeCompletion(view) || clearOrLeave(view, onLeave) },
      ]),
    ),
    keymap.of([...defaultKeymap, ...historyKeymap]),
  ];
}

/** As an element, since a combobox may not have the attribute that CodeMirror would give it for a text. */
function hintElement(text: string): HTMLElement {
  const element = document.createElement("span");
  element.textContent = text;
  element.ariaHidden = "true";
  return element;
}

/** Takes what is selected of what is proposed, or else the first. */
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
