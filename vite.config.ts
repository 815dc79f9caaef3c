import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** The renderer: pages that the main process serves from app://, under a policy that allows scripts from files only. */
export default defineConfig({
  root: "renderer",
  base: "./",
  publicDir: false,
  plugins: [react()],
  build: {
    target: "chrome130",
    outDir: "../dist/renderer",
    emptyOutDir: true,
    sourcemap: true,
    // An inlined font or worker would be a data: address, which the policy refuses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // One file a module that some screens share would be 75 requests before the first paint. What only some screens
          // need stays out of it, and so does what imports that: a module takes along what it imports.
          groups: [
            {
              name: "common",
              minShareCount: 3,
              test: (id) => !/codemirror|lezer|yaml|uplot|xyflow|elkjs|i18n|renderer.editor/.test(id),
            },
          ],
        },
      },
    },
  },
  worker: { format: "es" },
});
