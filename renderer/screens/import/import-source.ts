import type { CallRequest } from "../../../shared/contract.ts";
import { t } from "../../i18n/i18n.ts";

/** As much as the contract lets through. */
export const maxImportBytes = 64 * 1024 * 1024;

/** @throws {Error} for a file that is too large to be read at all. */
export async function sourceOf(chosen: File | "dialog"): Promise<CallRequest<"import.preview">["source"]> {
  if (chosen === "dialog") return { from: "dialog" };
  if (chosen.size > maxImportBytes) {
    const size = Math.round(chosen.size / 1024 / 1024);
    throw new Error(t("files.tooLarge", { name: chosen.name, size }));
  }
  return { from: "text", name: chosen.name, text: await chosen.text() };
}
