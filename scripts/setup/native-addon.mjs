import { existsSync, statSync } from "node:fs";
import { copyFile, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { isOnPath, run } from "./command.mjs";
import { findElectron } from "./electron-runtime.mjs";
import { projectRoot, userCache } from "./paths.mjs";
import { SetupError } from "./steps.mjs";
import { installSystemPackages } from "./system-packages.mjs";

const packageDir = path.join(projectRoot, "node_modules/better-sqlite3");
const buildDir = path.join(packageDir, "build");
const built = path.join(buildDir, "Release/better_sqlite3.node");
// In node_modules, so that it goes when what it speaks of goes.
const stampFile = path.join(projectRoot, "node_modules/.cache/fabrica-desktop/native-addon.json");
const probe = path.join(import.meta.dirname, "probe-native-addon.cjs");

// The addon asks for Node-API 10 (Node 22.14). It gets by with what Node 20 has, under the name "experimental".
const BUILD_FLAGS = "-UNAPI_VERSION -DNAPI_EXPERIMENTAL";

/**
 * better-sqlite3 must load under this Node (tests, the engine alone) and under Electron (the application).
 *
 * @type {import("./steps.mjs").Step}
 */
export const nativeAddon = {
  name: "Native addon",
  async run(report) {
    if ((await readFile(stampFile, "utf8").catch(() => undefined)) === stamp()) return "better-sqlite3 works";
    report("probing better-sqlite3");
    let outcome = "better-sqlite3 works as it is";
    if ((await failures()).length > 0) outcome = await mend(report);
    await mkdir(path.dirname(stampFile), { recursive: true });
    await writeFile(stampFile, stamp());
    return outcome;
  },
};

/** @param {import("./steps.mjs").Report} report */
async function mend(report) {
  const kept = await keptBuild();
  if (existsSync(kept)) {
    await install(kept);
    if ((await failures()).length === 0) return "better-sqlite3 taken from an earlier build";
  }
  await build(report);
  const still = await failures();
  if (still.length > 0) {
    throw new SetupError(
      `better-sqlite3 was built, but still doesn't load:\n${still.join("\n")}`,
      `Use a Node of version 22.14 or newer, for which it needs no build (this is ${process.version}).`,
    );
  }
  await mkdir(path.dirname(kept), { recursive: true });
  await copyFile(built, `${kept}.${process.pid}`);
  await rename(`${kept}.${process.pid}`, kept);
  await install(kept);
  return "better-sqlite3 built";
}

/** @param {string} addon the one file of a build that is needed */
async function install(addon) {
  await rm(buildDir, { recursive: true, force: true });
  await mkdir(path.dirname(built), { recursive: true });
  await copyFile(addon, built);
}

/** @param {import("./steps.mjs").Report} report */
async function build(report) {
  const missing = ["make", "g++", "python3"].filter((program) => !isOnPath(program));
  if (process.platform === "linux" && missing.length > 0) {
    await installSystemPackages(["compiler"], `Building better-sqlite3 needs ${missing.join(", ")}`, report);
  }
  report("building better-sqlite3 for this Node, about a minute");
  const nodeGyp = createRequire(import.meta.url).resolve("node-gyp/bin/node-gyp.js");
  // Node's headers are often installed beside it; without them node-gyp downloads them from nodejs.org.
  const nodeDir = path.resolve(process.execPath, "../..");
  const headers = existsSync(path.join(nodeDir, "include/node/node_api.h")) ? [`--nodedir=${nodeDir}`] : [];
  const env = { ...process.env, CXXFLAGS: `${process.env["CXXFLAGS"] ?? ""} ${BUILD_FLAGS}`.trim() };
  try {
    await run(process.execPath, [nodeGyp, "rebuild", "--release", "--force_build=1", ...headers], {
      cwd: packageDir,
      env,
    });
  } catch (error) {
    // Half a build would be preferred to the prebuilt one.
    await rm(buildDir, { recursive: true, force: true });
    throw new SetupError(
      error instanceof Error ? error.message : String(error),
      "Install a C++20 compiler, make and Python 3, or use Node 22.14 or newer, which needs no build.",
    );
  }
}

/** @returns {Promise<string[]>} of the runtimes in which the addon doesn't load, what each said */
async function failures() {
  const electron = findElectron();
  /** @type {[string, NodeJS.ProcessEnv][]} */
  const runtimes = [[process.execPath, process.env]];
  if (electron) runtimes.push([electron.executable, { ...process.env, ELECTRON_RUN_AS_NODE: "1" }]);
  const outcomes = await Promise.allSettled(runtimes.map(([program, env]) => run(program, [probe], { env })));
  return outcomes.flatMap((outcome) => (outcome.status === "rejected" ? String(outcome.reason.message) : []));
}

/** @returns {Promise<string>} where a working build is kept for the next clone or the next npm ci */
async function keptBuild() {
  const { version } = JSON.parse(await readFile(path.join(packageDir, "package.json"), "utf8"));
  return path.join(
    userCache,
    `better-sqlite3-${version}-${process.platform}-${process.arch}-node${process.versions.modules}.node`,
  );
}

/** @returns {string} what a successful probe depended on */
function stamp() {
  const builtAt = statSync(built, { throwIfNoEntry: false })?.mtimeMs ?? "not built";
  return JSON.stringify({ node: process.version, electron: findElectron(), builtAt });
}
