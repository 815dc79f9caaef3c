import { createWriteStream } from "node:fs";
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { openPromise } from "yauzl";

/**
 * Extracts a zip file with its permissions. It must hold files and folders only: a symbolic link is refused.
 *
 * @param {string} zipFile
 * @param {string} target a folder, created when missing
 * @param {(entryName: string) => string | undefined} place the path within the target, or undefined to leave an entry out
 * @throws {Error} when the file is damaged, or an entry would land outside the target
 */
export async function unzip(zipFile, target, place) {
  const zip = await openPromise(zipFile);
  for await (const entry of zip.eachEntry()) {
    const name = place(entry.fileName);
    if (name === undefined || name.endsWith("/") || name === "") continue;
    // The upper half of a Unix zip's external attributes is the file's mode.
    const mode = entry.externalFileAttributes >>> 16;
    if ((mode & 0o170000) === 0o120000) throw new Error(`${zipFile} holds a symbolic link, ${entry.fileName}`);
    const file = path.join(target, name);
    await mkdir(path.dirname(file), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(file, { mode: mode & 0o777 || 0o644 }));
  }
}
