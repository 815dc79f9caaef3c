// Electron's own default_app.asar, which makes `electron FOLDER` run the application in FOLDER, is not part of the
// runtime for closed networks. This does the same part of its job.
import { app } from "electron";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const folder = folderFrom(process.argv.slice(1));
const manifest = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
app.setName(manifest.productName ?? manifest.name);
// @ts-expect-error Electron's types leave out what only its default application calls.
app.setVersion(manifest.version);
// @ts-expect-error The same.
app.setAppPath(folder);
app.setPath("userData", path.join(app.getPath("appData"), app.getName()));

try {
  // Awaited here, so that Electron holds back "ready" until the application has been evaluated.
  await import(pathToFileURL(path.join(folder, manifest.main)).href);
} catch (error) {
  console.error(`${folder} could not be started:`, error);
  app.exit(1);
}

/**
 * The first argument that is not a switch; files given with -r (as Playwright does) are loaded on the way.
 *
 * @param {readonly string[]} args
 */
function folderFrom(args) {
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? "";
    if (arg === "-r") {
      i += 1;
      createRequire(import.meta.url)(path.resolve(args[i] ?? ""));
    } else if (!arg.startsWith("-")) {
      return path.resolve(arg);
    }
  }
  console.error("Usage: electron [switches] FOLDER [arguments]");
  process.exit(2);
}
