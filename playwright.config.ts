import { defineConfig } from "@playwright/test";

export default defineConfig({
  projects: [
    { name: "app", testDir: "e2e", testIgnore: "installed/**" },
    { name: "installed", testDir: "e2e/installed" },
  ],
  globalSetup: "./e2e/support/virtual-display.ts",
  outputDir: "test-results/e2e",
  preserveOutput: "failures-only",
  // One application at a time: its tests look at timing and at the focused window.
  workers: 1,
  // A machine that stalls fails a test now and then; one that is flaky is listed as such, one that fails twice fails.
  retries: process.env["CI"] ? 1 : 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: "list",
});
