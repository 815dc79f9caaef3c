import { defineConfig } from "vite";

/** The preload is sandboxed: one CommonJS file that may require Electron and nothing else. */
export default defineConfig({
  publicDir: false,
  ssr: { target: "node", noExternal: true, external: ["electron"] },
  build: {
    ssr: true,
    target: "chrome130",
    outDir: "dist/preload",
    emptyOutDir: true,
    sourcemap: true,
    minify: false,
    rolldownOptions: {
      input: { preload: "main/preload.ts" },
      output: { format: "cjs", entryFileNames: "[name].cjs", codeSplitting: false },
    },
  },
});
