import { applicationBuild } from "./application-build.mjs";
import { dependencies } from "./dependencies.mjs";
import { electronRuntime } from "./electron-runtime.mjs";
import { nativeAddon } from "./native-addon.mjs";
import { runSteps } from "./steps.mjs";
import { systemLibraries } from "./system-libraries.mjs";

/**
 * Brings a clone to where the application can be started. What is in place already is left alone.
 *
 * @param {{ window: boolean }} options without a window neither Electron nor its libraries are needed
 * @throws {import("./steps.mjs").SetupError}
 */
export async function setUp({ window }) {
  const forWindows = window ? [electronRuntime, systemLibraries] : [];
  await runSteps([dependencies, ...forWindows, nativeAddon, applicationBuild]);
}
