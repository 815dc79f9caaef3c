import path from "node:path";
import { build } from "vite";

const root = path.join(import.meta.dirname, "../..");

/**
 * Bundles what measures, as the application is bundled: what runs is what ships, without a loader that translates as it
 * goes and without its memory. @returns the program that runs one case.
 */
export async function bundle(): Promise<string> {
  const outDir = path.join(root, "dist/bench");
  await build({
    root,
    configFile: path.join(root, "vite.main.config.ts"),
    logLevel: "warn",
    build: {
      outDir,
      sourcemap: false,
      rolldownOptions: {
        input: { "measure-one": "bench/lib/measure-one.ts", "fill-storage": "bench/lib/fill-storage.ts" },
        output: { chunkFileNames: "[name]-[hash].js" },
      },
    },
  });
  return path.join(outDir, "measure-one.js");
}
