import { builtinModules } from "node:module";
import { defineConfig } from "vite";

/** What runs on Node: Electron's main process, the engine's thread, and the engine without a window. */
export default defineConfig({
  publicDir: false,
  // What we import from node_modules becomes part of the bundle; only what can't be bundled is loaded at run time.
  ssr: { target: "node", noExternal: true, external: ["electron", "better-sqlite3", ...builtinModules] },
  build: {
    ssr: true,
    target: "node20",
    outDir: "dist/main",
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: {
        main: "main/main.ts",
        "engine-thread": "main/engine-thread.ts",
        headless: "main/headless.ts",
      },
      output: { format: "esm", entryFileNames: "[name].js", chunkFileNames: "chunks/[name]-[hash].js" },
    },
  },
});
