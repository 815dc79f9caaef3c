import type { CallRequest } from "../../../shared/contract.ts";

/** As much as the contract lets through. */
export const maxImportBytes = 64 * 1024 * 1024;

/** @throws {Error} for a file that is too large to be read at all. */
export async function sourceOf(chosen: File | "dialog"): Promise<CallRequest<"import.preview">["source"]> {
  if (chosen === "dialog") return { from: "dialog" };
  if (chosen.size > maxImportBytes) {
    const size = Math.round(chosen.size / 1024 / 1024);
    throw new Error(`${chosen.name} has ${size} MiB; no more than 64 MiB can be imported at once. Split the file.`);
  }
  return { from: "text", name: chosen.name, text: await chosen.text() };
}
