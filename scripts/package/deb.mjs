import { copyFile, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import createDebianInstaller from "electron-installer-debian";
import { parse } from "yaml";
import { projectRoot } from "../setup/paths.mjs";

const ICON_SIZES = [16, 24, 32, 48, 64, 128, 256, 512];

/**
 * Makes a .deb from the folder that electron-builder packed, without the tools that electron-builder would download for
 * it. What the package says of itself comes from electron-builder.yml.
 *
 * @param {string} unpacked
 * @param {string} electronVersion decides on which libraries the package depends
 * @param {"gzip" | "xz"} compression
 * @returns {Promise<string>} the package's name
 */
export async function buildDeb(unpacked, electronVersion, compression) {
  const { linux, deb } = parse(await readFile(path.join(projectRoot, "electron-builder.yml"), "utf8"));
  const { name, homepage } = JSON.parse(await readFile(path.join(projectRoot, "package.json"), "utf8"));
  // Where the packager looks for what electron-builder keeps elsewhere.
  await writeFile(path.join(unpacked, "version"), electronVersion);
  await copyFile(path.join(projectRoot, "LICENSE"), path.join(unpacked, "LICENSE"));
  const { packagePaths } = await createDebianInstaller({
    src: unpacked,
    dest: path.join(projectRoot, "release"),
    arch: process.arch === "x64" ? "amd64" : process.arch,
    name,
    bin: linux.executableName,
    productName: "Fabrica Desktop",
    genericName: linux.desktop.entry.GenericName,
    description: linux.synopsis,
    productDescription: linux.description,
    maintainer: linux.maintainer,
    homepage,
    section: deb.packageCategory,
    categories: linux.category.split(";"),
    icon: Object.fromEntries(
      ICON_SIZES.map((size) => [`${size}x${size}`, path.join(projectRoot, linux.icon, `${size}x${size}.png`)]),
    ),
    compression,
  });
  return packagePaths.map((file) => path.relative(projectRoot, file)).join(", ");
}
