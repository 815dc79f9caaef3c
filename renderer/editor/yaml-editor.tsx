import { autocompletion, closeBrackets, completionKeymap } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { bracketMatching, foldGutter, indentOnInput, indentUnit } from "@codemirror/language";
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from "@codemirror/lint";
import { search, searchKeymap } from "@codemirror/search";
import { Compartment, EditorState } from "@codemirror/state";
import { drawSelection, EditorView, highlightActiveLine, keymap, lineNumbers } from "@codemirror/view";
import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { editorTheme } from "./editor-theme.ts";
import { searchPhrases } from "./search-phrases.ts";
import { schemaCompletion } from "./schema-completion.ts";
import type { TextProblem } from "./yaml-document.ts";

interface YamlEditorProps {
  /** For screen readers. */
  label: string;
  text: string;
  /** Marked in the text and in the gutter. */
  problems?: readonly TextProblem[];
  /** JSON Schema of the document, for completion. */
  schema?: Record<string, unknown>;
  readOnly?: boolean;
  onChange?: (text: string) => void;
  ref?: Ref<YamlEditorHandle>;
}

export interface YamlEditorHandle {
  /** Puts the cursor there and the focus into the editor. */
  goTo(offset: number): void;
}

/** A YAML text to edit. `text` wins when it differs from what is shown; the cursor stays where it can. */
export function YamlEditor({ label, text, problems, schema, readOnly = false, onChange, ref }: YamlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const [editor, setEditor] = useState<EditorView>();
  const [completion] = useState(() => new Compartment());
  const latestChange = useRef(onChange);
  useEffect(() => {
    latestChange.current = onChange;
  });

  useEffect(() => {
    if (!host.current) return;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: "",
        extensions: [
          lineNumbers(),
          foldGutter(),
          history(),
          drawSelection(),
          indentOnInput(),
          indentUnit.of("  "),
          bracketMatching(),
          closeBrackets(),
          autocompletion(),
          lintGutter(),
          highlightActiveLine(),
          yaml(),
          completion.of([]),
          EditorState.readOnly.of(readOnly),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          // Escape then Tab leaves the editor by keyboard (WCAG 2.1.2): CodeMirror's own escape hatch for indentWithTab.
          search({ top: true }),
          EditorState.phrases.of(searchPhrases()),
          keymap.of([
            ...searchKeymap,
            ...defaultKeymap,
            ...historyKeymap,
            ...completionKeymap,
            ...lintKeymap,
            indentWithTab,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((transaction) => transaction.isUserEvent("sync"))) {
              latestChange.current?.(update.state.doc.toString());
            }
          }),
          editorTheme,
        ],
      }),
    });
    setEditor(view);
    return () => view.destroy();
  }, [label, readOnly, completion]);

  useImperativeHandle(
    ref,
    () => ({
      goTo(offset) {
        const at = Math.min(offset, editor?.state.doc.length ?? 0);
        editor?.dispatch({ selection: { anchor: at }, scrollIntoView: true });
        editor?.focus();
      },
    }),
    [editor],
  );

  useEffect(() => {
    if (!editor || editor.state.doc.toString() === text) return;
    const cursor = Math.min(editor.state.selection.main.head, text.length);
    editor.dispatch({
      changes: { from: 0, to: editor.state.doc.length, insert: text },
      selection: { anchor: cursor },
      userEvent: "sync",
    });
  }, [editor, text]);

  useEffect(() => {
    const source = schema && schemaCompletion(schema);
    editor?.dispatch({
      effects: completion.reconfigure(source ? EditorState.languageData.of(() => [{ autocomplete: source }]) : []),
    });
  }, [editor, completion, schema]);

  useEffect(() => {
    if (!editor) return;
    const length = editor.state.doc.length;
    const diagnostics = (problems ?? []).map(({ from, to, message }): Diagnostic => ({
      from: Math.min(from, length),
      to: Math.min(to, length),
      severity: "error",
      message,
    }));
    editor.dispatch(setDiagnostics(editor.state, diagnostics));
  }, [editor, problems]);

  return <div ref={host} style={{ minHeight: 0, height: "100%" }} />;
}
