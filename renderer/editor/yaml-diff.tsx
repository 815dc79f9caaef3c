import { yaml } from "@codemirror/lang-yaml";
import { unifiedMergeView } from "@codemirror/merge";
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { editorTheme } from "./editor-theme.ts";

interface YamlDiffProps {
  /** For screen readers. */
  label: string;
  before: string;
  after: string;
  /** As high as its text, where what is around it scrolls. */
  whole?: boolean;
}

/** Two YAML texts as one: what goes struck out, what comes marked. */
export function YamlDiff({ label, before, after, whole = false }: YamlDiffProps) {
  const host = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (!host.current) return;
    const view = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: after,
        extensions: [
          yaml(),
          unifiedMergeView({
            original: before,
            mergeControls: false,
            gutter: false,
            collapseUnchanged: { margin: 3, minSize: 6 },
          }),
          EditorState.readOnly.of(true),
          EditorView.editable.of(false),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
          editorTheme,
        ],
      }),
    });
    return () => view.destroy();
  }, [label, before, after]);
  return <div ref={host} style={whole ? undefined : { maxHeight: "40vh", overflow: "auto" }} />;
}
