import { type Extension, RangeSetBuilder } from "@codemirror/state";
import { Decoration, type DecorationSet, type EditorView, ViewPlugin, type ViewUpdate } from "@codemirror/view";
import { isKey, isListOperator } from "../../../../shared/query/query.ts";
import { type Token, tokenize } from "../../../../shared/query/tokens.ts";

const marks = {
  key: Decoration.mark({ class: "cm-query-key" }),
  operator: Decoration.mark({ class: "cm-query-operator" }),
  value: Decoration.mark({ class: "cm-query-value" }),
};

/** Colours keys, operators and values of a query; words of names stay plain. */
export function queryHighlighting(): Extension {
  return ViewPlugin.define<{ decorations: DecorationSet; update(update: ViewUpdate): void }>(
    (view) => ({
      decorations: decorate(view),
      update(update) {
        if (update.docChanged) this.decorations = decorate(update.view);
      },
    }),
    { decorations: (plugin) => plugin.decorations },
  );
}

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  const tokens = tokenize(view.state.doc.toString());
  let isInList = false;
  for (const [index, token] of tokens.entries()) {
    const before = tokens[index - 1];
    if (token.type === "open") isInList = before?.type === "word" && isListOperator(before.text);
    if (token.type === "close") isInList = false;
    const mark = markOf(token, before, tokens[index + 1], isInList);
    if (mark !== undefined) builder.add(token.from, token.to, mark);
  }
  return builder.finish();
}

function markOf(token: Token, before: Token | undefined, after: Token | undefined, isInList: boolean) {
  if (token.type !== "word") return token.type === "wrong" ? undefined : marks.operator;
  if (isInList || before?.type === "operator") return marks.value;
  const isListWord = isListOperator(token.text) && !token.quoted && after?.type === "open";
  if (isListWord) return marks.operator;
  const isCompared = after?.type === "operator" || (after?.type === "word" && isListOperator(after.text));
  return isCompared || isKey(token) ? marks.key : undefined;
}
