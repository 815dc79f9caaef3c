import { EditorView } from "@codemirror/view";
import { styleNonce } from "../../../style-nonce.ts";

/** CodeMirror as a field of one line, in the application's colours. */
export const queryTheme = [
  EditorView.cspNonce.of(styleNonce),
  EditorView.theme({
    "&": { height: "28px", fontSize: "13px", color: "var(--text)", backgroundColor: "transparent" },
    "&.cm-focused": { outline: "none" },
    ".cm-scroller": {
      fontFamily: "var(--mantine-font-family)",
      lineHeight: "28px",
      overflowX: "auto",
      overflowY: "hidden",
      scrollbarWidth: "none",
    },
    ".cm-content": { padding: "0", caretColor: "var(--text)" },
    ".cm-line": { padding: "0 4px" },
    ".cm-placeholder": { color: "var(--text-dim)" },
    ".cm-cursor": { borderLeftColor: "var(--text)" },
    ".cm-query-key": { color: "var(--accent-text)" },
    ".cm-query-operator": { color: "var(--text-dim)" },
    ".cm-query-value": { color: "var(--tone-calm)" },
    ".cm-lintRange-error": {
      backgroundImage: "none",
      textDecoration: "underline wavy var(--mantine-color-error)",
      textUnderlineOffset: "3px",
    },
    ".cm-tooltip": {
      color: "var(--text)",
      backgroundColor: "var(--surface-raised)",
      border: "1px solid var(--line-strong)",
      borderRadius: "6px",
      boxShadow: "var(--mantine-shadow-md)",
      zIndex: "400",
      marginTop: "8px",
      overflow: "hidden",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul": {
      fontFamily: "var(--mantine-font-family)",
      maxHeight: "18em",
      minWidth: "240px",
    },
    ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "4px 12px", lineHeight: "20px" },
    ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
      color: "var(--text)",
      backgroundColor: "var(--surface-selected)",
    },
    ".cm-completionDetail": { fontStyle: "normal", float: "right", paddingLeft: "24px", color: "var(--text-dim)" },
    ".cm-completionMatchedText": { textDecoration: "none", fontWeight: "600" },
  }),
];
