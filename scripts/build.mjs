import { rm } from "node:fs/promises";
import path from "node:path";
import { build } from "vite";
import { projectRoot } from "./setup/paths.mjs";

/** Builds all bundles into dist/, the engine and main process, the preload and the renderer. */
export async function buildAll() {
  await rm(path.join(projectRoot, "dist"), { recursive: true, force: true });
  for (const configFile of ["vite.main.config.ts", "vite.preload.config.ts", "vite.config.ts"]) {
    await build({ configFile: path.join(projectRoot, configFile), logLevel: "warn" });
  }
}
