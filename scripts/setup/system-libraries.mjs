import { hasDisplay } from "../display.mjs";
import { isOnPath, run } from "./command.mjs";
import { requireElectron } from "./electron-runtime.mjs";
import { SetupError } from "./steps.mjs";
import { installSystemPackages } from "./system-packages.mjs";

/**
 * The shared libraries that Electron's executable asks for, and Xvfb where there is no display. Other systems than Linux
 * bring all of it along.
 *
 * @type {import("./steps.mjs").Step}
 */
export const systemLibraries = {
  name: "System libraries",
  async run(report) {
    if (process.platform !== "linux") return "none needed";
    const { executable } = requireElectron();
    /** @type {Parameters<typeof installSystemPackages>[0][number][]} */
    const groups = [];
    const missing = await missingLibraries(executable);
    if (missing.length > 0) groups.push("electron");
    if (!hasDisplay() && !isOnPath("Xvfb")) {
      missing.push("Xvfb (there is no display)");
      groups.push("display");
    }
    if (groups.length === 0) return "present";
    const installed = await installSystemPackages(groups, `Electron needs ${missing.join(", ")}`, report);
    const still = await missingLibraries(executable);
    if (still.length > 0) {
      throw new SetupError(
        `Electron still needs ${still.join(", ")} after installing ${installed}`,
        "Install the packages that hold them (apt-file search NAME tells which), then run this again.",
      );
    }
    return `installed ${installed}`;
  },
};

/**
 * @param {string} executable
 * @returns {Promise<string[]>} names such as libgtk-3.so.0
 */
async function missingLibraries(executable) {
  const output = await run("ldd", [executable]);
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].flatMap((match) => match[1] ?? []);
}
