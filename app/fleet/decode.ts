import { countLines } from "./piece.ts";
import { ReadFault } from "./problem.ts";

export const MAX_FILE_BYTES = 64 * 1024 * 1024;

/** One file to import. `name` is what messages call it; a path is shortened to its last part. */
export interface ImportSource {
  name: string;
  content: string | Uint8Array;
}

/** @throws {ReadFault} when the content is too large, binary or not UTF-8. */
export function decode(content: string | Uint8Array): string {
  const length = content.length;
  if (length > MAX_FILE_BYTES) {
    const mebibytes = Math.ceil(length / 2 ** 20);
    throw new ReadFault(`has ${mebibytes} MiB; ${MAX_FILE_BYTES / 2 ** 20} MiB are the most. Import it in parts`);
  }
  const text = typeof content === "string" ? content : decodeUtf8(content);
  const nul = text.indexOf("\0");
  if (nul !== -1) throw new ReadFault("is not a text file: it holds a zero byte", countLines(text.slice(0, nul)) + 1);
  return text.startsWith("\uFEFF") ? text.slice(1) : text;
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new ReadFault("is not a text file in UTF-8");
  }
}
