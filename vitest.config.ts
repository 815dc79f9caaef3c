import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: [
      "app/**/*.test.ts",
      "main/**/*.test.ts",
      "shared/**/*.test.ts",
      "renderer/**/*.test.{ts,tsx}",
      "scripts/**/*.test.{ts,mjs}",
    ],
    // SQLite is a native addon: a process of its own keeps a crash in it from taking the other files along.
    pool: "forks",
    // No test takes this long; but a property test that waits for a busy machine is not a failure.
    testTimeout: 30_000,
    hookTimeout: 30_000,
  },
});
