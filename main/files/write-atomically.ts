import { randomUUID } from "node:crypto";
import { open, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { explainFileError } from "./explain-file-error.ts";

/**
 * Writes a whole file or leaves what was there: whatever happens, half of it is never found under `file`.
 *
 * @throws {EngineError} `Unavailable` when the file system refuses; also what `content` throws
 */
export async function writeAtomically(file: string, content: string | AsyncIterable<string>): Promise<void> {
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);
  try {
    await write(unfinished, content);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw explainFileError(error, "write", file);
  }
}

async function write(file: string, content: string | AsyncIterable<string>): Promise<void> {
  const handle = await open(file, "wx");
  try {
    await writeFile(handle, content);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
