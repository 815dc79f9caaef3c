// npm run package: builds the packages that this machine can make into release/. With --release it refuses whatever must
// not be shipped; with --quick it compresses little, for tests.
import "./check-node.mjs";
import { rm } from "node:fs/promises";
import path from "node:path";
import { parseArgs } from "node:util";
import { isOnPath } from "./setup/command.mjs";
import { requireElectron } from "./setup/electron-runtime.mjs";
import { projectRoot } from "./setup/paths.mjs";
import { isReachable } from "./setup/reachable.mjs";
import { setUp } from "./setup/set-up.mjs";
import { explain, runSteps, SetupError } from "./setup/steps.mjs";
import { installSystemPackages } from "./setup/system-packages.mjs";

/** Where electron-builder gets the tools for deb, rpm, AppImage, NSIS and dmg. */
const TOOLS_ADDRESS = "https://github.com/electron-userland/electron-builder-binaries/releases";

try {
  const { values } = parseArgs({ options: { release: { type: "boolean" }, quick: { type: "boolean" } } });
  await setUp({ window: true });
  const runtime = requireElectron();
  console.log(`Packing Electron ${runtime.version} (${runtime.kind}) from ${runtime.dir}`);
  if (values.release && runtime.kind !== "official") {
    throw new SetupError(
      `A release is made with the official Electron, and this is the ${runtime.kind} one, ${runtime.version}`,
      "Unset ELECTRON_OVERRIDE_DIST_PATH, and package on a machine that can download from GitHub.",
    );
  }
  const hasTools = await isReachable(TOOLS_ADDRESS);
  if (!hasTools) {
    const kinds = process.platform === "linux" ? "a folder, a tar.gz and a .deb" : "a folder";
    console.log(`electron-builder's tools can't be downloaded here, so this builds ${kinds} only.`);
  }
  await rm(path.join(projectRoot, "release"), { recursive: true, force: true });
  await runSteps(hasTools ? [everything(runtime)] : withoutTools(runtime, values.quick ?? false));
} catch (error) {
  process.exitCode = explain(error);
}

/**
 * @param {import("./setup/electron-runtime.mjs").ElectronRuntime} runtime
 * @returns {import("./setup/steps.mjs").Step}
 */
function everything(runtime) {
  return { name: "Packages", run: () => pack(runtime, {}) };
}

/**
 * @param {import("./setup/electron-runtime.mjs").ElectronRuntime} runtime
 * @param {boolean} quick
 * @returns {import("./setup/steps.mjs").Step[]}
 */
function withoutTools(runtime, quick) {
  const compression = quick ? "store" : "normal";
  if (process.platform !== "linux") return [{ name: "Folder", run: () => pack(runtime, { dir: true }) }];
  return [
    {
      name: "Packaging tools",
      async run(report) {
        const missing = ["fakeroot", "dpkg-deb", "7za"].filter((program) => !isOnPath(program));
        if (missing.length === 0) return "present";
        return `installed ${await installSystemPackages(["installers"], `Packaging needs ${missing.join(", ")}`, report)}`;
      },
    },
    {
      name: "tar.gz",
      run: () => {
        process.env["ELECTRON_BUILDER_7ZIP_PATH"] = "/usr/bin/7za";
        return pack(runtime, { linux: ["tar.gz"] }, { compression });
      },
    },
    {
      name: ".deb",
      async run() {
        const { buildDeb } = await import("./package/deb.mjs");
        return buildDeb(path.join(projectRoot, "release/linux-unpacked"), runtime.version, quick ? "gzip" : "xz");
      },
    },
  ];
}

/**
 * @param {import("./setup/electron-runtime.mjs").ElectronRuntime} runtime
 * @param {import("electron-builder").CliOptions} targets none for all that electron-builder.yml lists for this system
 * @param {import("electron-builder").Configuration} [config]
 */
async function pack(runtime, targets, config = {}) {
  const { build } = await import("electron-builder");
  // A build made here serves this machine's Node and Electron; the official Electron loads the addon's own prebuilt one.
  const unused = runtime.kind === "official" ? "build" : "prebuilds";
  const made = await build({
    projectDir: projectRoot,
    publish: "never",
    ...targets,
    config: {
      extends: path.join(projectRoot, "electron-builder.yml"),
      electronDist: runtime.dir,
      electronVersion: runtime.version,
      files: [`!node_modules/better-sqlite3/${unused}`],
      ...config,
    },
  });
  return made.map((file) => path.relative(projectRoot, file)).join(", ");
}
