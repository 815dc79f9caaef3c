import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { styleNonce } from "../style-nonce.ts";

/** CodeMirror in the application's colours: Mantine's variables, so that it follows light and dark. */
export const editorTheme = [
  EditorView.cspNonce.of(styleNonce),
  EditorView.theme({
    "&": {
      height: "100%",
      fontSize: "12.5px",
      color: "var(--mantine-color-text)",
      backgroundColor: "var(--mantine-color-body)",
      border: "1px solid var(--mantine-color-default-border)",
      borderRadius: "var(--mantine-radius-sm)",
    },
    "&.cm-focused": { outline: "2px solid var(--mantine-primary-color-filled)", outlineOffset: "-1px" },
    ".cm-scroller": { fontFamily: "var(--mantine-font-family-monospace)", lineHeight: "20px" },
    ".cm-content": { caretColor: "var(--mantine-color-text)" },
    ".cm-cursor": { borderLeftColor: "var(--mantine-color-text)" },
    ".cm-gutters": {
      color: "var(--mantine-color-dimmed)",
      backgroundColor: "transparent",
      borderRight: "1px solid var(--mantine-color-default-border)",
    },
    ".cm-activeLine, .cm-activeLineGutter": { backgroundColor: "var(--mantine-color-default-hover)" },
    "&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground": {
      backgroundColor: "var(--mantine-primary-color-light-hover)",
    },
    ".cm-collapsedLines": { color: "var(--mantine-color-dimmed)", background: "var(--mantine-color-default-hover)" },
    // Its arrows are in few fonts.
    ".cm-collapsedLines::before, .cm-collapsedLines::after": { content: "none" },
    ".cm-panels": { color: "var(--mantine-color-text)", backgroundColor: "var(--surface-sunken)" },
    ".cm-panels.cm-panels-top": { borderBottom: "1px solid var(--mantine-color-default-border)" },
    ".cm-panel.cm-search": { padding: "8px 28px 8px 8px", fontSize: "12.5px" },
    ".cm-panel.cm-search label, .cm-panel .cm-textfield, .cm-panel .cm-button": { fontSize: "12.5px" },
    ".cm-panel .cm-textfield, .cm-panel .cm-button": {
      height: "26px",
      color: "var(--mantine-color-text)",
      background: "var(--mantine-color-body)",
      border: "1px solid var(--mantine-color-default-border)",
      borderRadius: "var(--mantine-radius-sm)",
    },
    ".cm-panel .cm-button:hover": { background: "var(--mantine-color-default-hover)" },
    ".cm-panel.cm-search [name=close]": { top: "8px", right: "8px", fontSize: "16px", color: "inherit" },
    ".cm-searchMatch": {
      backgroundColor: "var(--mantine-color-yellow-light)",
      outline: "1px solid var(--mantine-color-yellow-outline)",
    },
    ".cm-tooltip": {
      color: "var(--mantine-color-text)",
      backgroundColor: "var(--mantine-color-body)",
      border: "1px solid var(--mantine-color-default-border)",
      borderRadius: "var(--mantine-radius-sm)",
    },
    ".cm-tooltip-autocomplete > ul > li[aria-selected]": {
      color: "var(--mantine-primary-color-contrast)",
      backgroundColor: "var(--mantine-primary-color-filled)",
    },
  }),
  syntaxHighlighting(
    HighlightStyle.define([
      { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--accent-text)" },
      { tag: tags.string, color: "var(--tone-calm)" },
      { tag: [tags.comment, tags.meta], color: "var(--text-dim)" },
    ]),
  ),
];
