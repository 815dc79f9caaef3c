import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { npmCommand, run } from "./command.mjs";

/**
 * A package of the npm registry that is fetched outside node_modules, pinned as package-lock.json would do it.
 *
 * @typedef {{ name: string, version: string, integrity: string, bytes: number }} PinnedPackage
 */

/**
 * Downloads a package's archive with npm, which knows the user's registry, proxy and certificates, and checks it.
 *
 * @param {PinnedPackage} pinned
 * @param {string} dir an existing folder to download into
 * @param {import("./steps.mjs").Report} report
 * @returns {Promise<string>} the archive's path
 * @throws {Error} when npm fails, or when what arrived is not what was pinned
 */
export async function downloadNpmTarball(pinned, dir, report) {
  // A cache of its own: the archive is too large to be left in the user's, and how the cache grows is the progress.
  const cache = path.join(dir, "npm-cache");
  await mkdir(cache);
  const total = Math.round(pinned.bytes / 1e6);
  report(`downloading ${pinned.name} (${total} MB)`);
  let reported = 0;
  const timer = setInterval(async () => {
    const percent = Math.min(100, Math.floor(((await folderSize(cache)) / pinned.bytes) * 100));
    if (percent < reported + 10) return;
    reported = percent;
    report(`downloading ${pinned.name}: ${percent} % of ${total} MB`);
  }, 1000);
  try {
    const [npm, ...npmArgs] = npmCommand();
    const spec = `${pinned.name}@${pinned.version}`;
    await run(npm, [...npmArgs, "pack", spec, "--pack-destination", dir, "--cache", cache, "--ignore-scripts"]);
  } finally {
    clearInterval(timer);
  }
  await rm(cache, { recursive: true });
  const archive = path.join(dir, `${pinned.name.replace(/^@/, "").replace("/", "-")}-${pinned.version}.tgz`);
  report(`checking ${path.basename(archive)}`);
  await verifyIntegrity(archive, pinned.integrity);
  return archive;
}

/**
 * @param {string} file
 * @param {string} integrity as in package-lock.json: sha512-BASE64
 * @throws {Error} when the file is another one
 */
export async function verifyIntegrity(file, integrity) {
  const hash = createHash("sha512");
  await pipeline(createReadStream(file, { highWaterMark: 1024 * 1024 }), hash);
  const found = `sha512-${hash.digest("base64")}`;
  if (found !== integrity) {
    throw new Error(
      `${path.basename(file)} is not what was pinned: wanted ${integrity}, got ${found}. Nothing of it was used.`,
    );
  }
}

/** @param {string} dir whose files may come and go meanwhile */
async function folderSize(dir) {
  const names = await readdir(dir, { recursive: true }).catch(() => []);
  const stats = await Promise.all(names.map((name) => stat(path.join(dir, name)).catch(() => undefined)));
  return stats.reduce((sum, entry) => sum + (entry?.isFile() ? entry.size : 0), 0);
}
