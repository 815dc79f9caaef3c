import { t } from "../i18n/i18n.ts";
import type { Draft } from "./kept-drafts.ts";

/** What a draft is called: by its resource, or by its kind where that has no name yet. */
export function draftTitle(key: string, { document }: Draft): string {
  return document.metadata.name || t("resource.drafts.new", { kind: key.split("/")[0] ?? "" });
}
