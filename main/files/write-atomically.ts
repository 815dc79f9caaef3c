import { randomUUID } from "node:crypto";
import { open, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/**
 * Writes a whole file or leaves what was there: whatever happens, half of it is never found under `file`.
 *
 * @throws {Error} of the file system, or what `content` threw
 */
export async function writeAtomically(file: string, content: string | AsyncIterable<string>): Promise<void> {
  const unfinished = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}.tmp`);
  const handle = await open(unfinished, "wx");
  try {
    await writeFile(handle, content);
    await handle.sync();
    await handle.close();
    await rename(unfinished, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(unfinished, { force: true });
    throw error;
  }
}
