import { isOnPath, run } from "./command.mjs";
import { SetupError } from "./steps.mjs";

/**
 * Debian's packages for what we need. Where a library's package was renamed in a later release, the newer name is first.
 *
 * @type {Record<"electron" | "display" | "compiler" | "installers", readonly (readonly string[])[]>}
 */
const DEBIAN_PACKAGES = {
  electron: [
    ["libgtk-3-0t64", "libgtk-3-0"],
    ["libnss3"],
    ["libasound2t64", "libasound2"],
    ["libgbm1"],
    ["libxss1"],
    ["libatk-bridge2.0-0t64", "libatk-bridge2.0-0"],
  ],
  display: [["xvfb"]],
  compiler: [["build-essential"], ["python3"]],
  installers: [["fakeroot"], ["dpkg"], ["p7zip-full"]],
};

/** The same for people on other distributions, who install by hand. */
const OTHER_NAMES = {
  electron: "GTK 3, NSS, ALSA, GBM (Mesa), libXScrnSaver and AT-SPI's ATK bridge",
  display: "Xvfb",
  compiler: "a C++20 compiler, make and Python 3",
  installers: "fakeroot, dpkg and 7-Zip (7za)",
};

/**
 * Installs Debian packages where we may, else tells which command to type.
 *
 * @param {readonly (keyof typeof DEBIAN_PACKAGES)[]} groups
 * @param {string} why what is missing and for what, the start of a sentence
 * @param {import("./steps.mjs").Report} report
 * @returns {Promise<string>} the packages' names
 * @throws {SetupError} when they can't be installed from here
 */
export async function installSystemPackages(groups, why, report) {
  if (process.platform !== "linux" || !isOnPath("apt-get")) {
    throw new SetupError(why, `Install ${groups.map((group) => OTHER_NAMES[group]).join("; ")}, then run this again.`);
  }
  const candidates = groups.flatMap((group) => DEBIAN_PACKAGES[group]);
  if (process.getuid?.() !== 0) {
    const names = await Promise.all(candidates.map(available));
    throw new SetupError(why, `Type this, then run this again: sudo apt-get install ${names.join(" ")}`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  try {
    report("updating apt's package lists");
    await run("apt-get", ["update", "-q"], { env });
    const names = await Promise.all(candidates.map(available));
    report(`installing ${names.join(" ")} with apt-get`);
    await run("apt-get", ["install", "-q", "-y", "--no-install-recommends", ...names], { env });
    return names.join(", ");
  } catch (error) {
    throw new SetupError(
      `${why}, and apt-get couldn't install it. ${error instanceof Error ? error.message : String(error)}`,
      "Mend what apt-get names (often: no network, or another apt-get at work), then run this again.",
    );
  }
}

/**
 * @param {readonly string[]} names of one package, the preferred one first
 * @returns {Promise<string>} the first that this release of the distribution has
 */
async function available(names) {
  for (const name of names.slice(0, -1)) {
    const policy = await run("apt-cache", ["policy", name]);
    if (/Candidate: (?!\(none\))/.test(policy)) return name;
  }
  return names.at(-1) ?? "";
}
