import { mkdirSync } from "node:fs";
import path from "node:path";
import { app, dialog } from "electron";
import { z } from "zod";
import { messageOf } from "../app/errors.ts";

const handover = z.object({ imports: z.array(z.string()) });
/** What a second start hands to the first. */
export type Handover = z.output<typeof handover>;

/**
 * Makes the data directory this process's own, or hands over to the process that has it, which hears of it by `onHandover`.
 * Must be called before Electron is ready.
 *
 * @returns whether it is ours; if not, this process is ending
 */
export function claimDataDir(dataDir: string, ours: Handover): boolean {
  // Chromium keeps its files apart from the user's. Electron's lock on them is what makes a second start notice the first.
  const chromiumDir = path.join(dataDir, "chromium");
  try {
    mkdirSync(chromiumDir, { recursive: true });
  } catch (error) {
    const reason = messageOf(error);
    dialog.showErrorBox(
      "Fabrica Desktop cannot start",
      `The data folder ${dataDir} cannot be written (${reason}). Make it writable, or choose another one with --data-dir.`,
    );
    app.exit(1);
    return false;
  }
  app.setPath("userData", chromiumDir);
  if (!app.requestSingleInstanceLock(ours)) {
    console.error(`Fabrica Desktop is running already with ${dataDir}; its window is in front now.`);
    app.exit(0);
    return false;
  }
  return true;
}

/** Calls back for each later start with the same data directory. To miss none, it must be called before Electron is ready. */
export function onHandover(listener: (theirs: Handover) => void): void {
  app.on("second-instance", (_event, _argv, _cwd, data) => {
    const theirs = handover.safeParse(data);
    listener(theirs.success ? theirs.data : { imports: [] });
  });
}
