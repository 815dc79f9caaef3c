import { cp, mkdir, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { build } from "vite";

/** The built application as it is shipped. */
export const projectRoot = path.resolve(import.meta.dirname, "../..");

/** The built application with the engine's thread of this bench in place of its own: all else is what is shipped. */
export async function makeBenchApplication(folder: string): Promise<string> {
  await cp(path.join(projectRoot, "dist"), path.join(folder, "dist"), { recursive: true });
  await symlink(path.join(projectRoot, "node_modules"), path.join(folder, "node_modules"));
  await cp(path.join(projectRoot, "package.json"), path.join(folder, "package.json"));
  await build({
    configFile: path.join(projectRoot, "vite.main.config.ts"),
    root: projectRoot,
    logLevel: "warn",
    build: {
      outDir: path.join(folder, "dist/main"),
      emptyOutDir: false,
      rolldownOptions: { input: { "engine-thread": path.join(import.meta.dirname, "engine-thread-with-load.ts") } },
    },
  });
  return folder;
}

const EMPTY_MAIN = `
import { app, BrowserWindow } from "electron";
import path from "node:path";
app.setPath("userData", process.argv.find((arg) => arg.startsWith("--data-dir=")).slice("--data-dir=".length));
app.on("window-all-closed", () => app.quit());
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1280, height: 800, show: false });
  window.once("ready-to-show", () => window.show());
  window.loadFile(path.join(import.meta.dirname, "empty.html"));
});
`;

/** The least that Electron can show: what a window costs before anybody has written an application. */
export async function makeEmptyApplication(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const manifest = { name: "empty-window", version: "1.0.0", type: "module", main: "main.js" };
  await writeFile(path.join(folder, "package.json"), JSON.stringify(manifest));
  await writeFile(path.join(folder, "main.js"), EMPTY_MAIN);
  await writeFile(path.join(folder, "empty.html"), `<!doctype html><title>Empty</title><main role="grid">Empty</main>`);
  return folder;
}
