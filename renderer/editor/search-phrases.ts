import { t } from "../i18n/i18n.ts";

/** The words of CodeMirror's search, by those that it has built in. */
export function searchPhrases(): Record<string, string> {
  return {
    Find: t("forms.search.find"),
    Replace: t("forms.search.replaceWith"),
    next: t("forms.search.next"),
    previous: t("forms.search.previous"),
    all: t("forms.search.all"),
    "match case": t("forms.search.matchCase"),
    regexp: t("forms.search.regexp"),
    "by word": t("forms.search.byWord"),
    replace: t("forms.search.replace"),
    "replace all": t("forms.search.replaceAll"),
    close: t("forms.search.close"),
    "Go to line": t("forms.search.goToLine"),
    go: t("forms.search.go"),
  };
}
