import path from "node:path";
import { Worker } from "node:worker_threads";
import { app, dialog, ipcMain, nativeTheme, protocol, shell } from "electron";
import { EngineError, messageOf } from "../app/errors.ts";
import { newFileLogger } from "../app/file-logger/file-logger.ts";
import { systemClock } from "../app/system-clock.ts";
import { languageFor } from "../shared/language.ts";
import { preferences as preferencesSchema, type Preferences as PreferencesValues } from "../shared/preferences.ts";
import { claimDataDir } from "./claim-data-dir.ts";
import type { Options } from "./cli-options.mjs";
import { electronPort } from "./contract/stream-port.ts";
import { currentUser } from "./current-user.ts";
import { defaultDataDir } from "./data-dir.ts";
import { askAboutEdits, askUser } from "./dialogs.ts";
import { EngineHost } from "./engine-host.ts";
import type { EngineThreadData } from "./engine-messages.ts";
import { JsonFile } from "./files/json-file.ts";
import { Gate } from "./ipc/gate.ts";
import { mainCalls, mainStreams } from "./main-handlers.ts";
import { wordsOf } from "./i18n/words.ts";
import { installMenu, type MenuActions } from "./menu.ts";
import { tellOnDesktop } from "./notices/desktop-notices.ts";
import { NoticeCentre, noticesFile } from "./notices/notice-centre.ts";
import { Preferences } from "./preferences.ts";
import { tableViews } from "../shared/views.ts";
import { Views } from "./views.ts";
import { APP_SCHEME, serve } from "./security/app-protocol.ts";
import { lockDown } from "./security/lock-down.ts";
import { AppWindows, bringToFront } from "./windows/app-windows.ts";
import { CloseGuard } from "./windows/close-guard.ts";
import { UnappliedEdits } from "./windows/unapplied-edits.ts";
import { WindowCommands } from "./windows/window-commands.ts";
import { newWindowState, windowStates } from "./windows/window-state.ts";

/** How long the engine may take to end what it is at when the user quits. */
const QUIT_DEADLINE_MS = 10_000;

/** What the build puts beside this file. */
const built = {
  engineThread: path.join(import.meta.dirname, "engine-thread.js"),
  preload: path.join(import.meta.dirname, "../preload/preload.cjs"),
  pages: path.join(import.meta.dirname, "../renderer"),
};

/** Puts the application together and runs it until the user quits. */
export async function runDesktop(options: Options): Promise<void> {
  const dataDir = options.dataDir ?? defaultDataDir();
  const isOurs = claimDataDir(dataDir, { imports: options.imports }, ({ imports }) => {
    windows.focusFirst();
    engine.importFiles(imports);
  });
  if (!isOurs) return;

  const logger = newFileLogger({ file: path.join(dataDir, "logs", "desktop.log") });
  const actor = currentUser();
  const commands = new WindowCommands();
  const unappliedEdits = new UnappliedEdits();
  const guard = new CloseGuard({
    edits: unappliedEdits,
    ask: (titles, closing) => askAboutEdits(titles, closing, windows, words.dialogs),
    discard: (window) => commands.send(window, { command: "discard-drafts" }),
    clock: systemClock,
  });
  const windowsFile = new JsonFile(path.join(dataDir, "windows.json"), windowStates, logger);
  const preferencesFile = new JsonFile(path.join(dataDir, "preferences.json"), preferencesSchema, logger);
  const viewsFile = new JsonFile(path.join(dataDir, "views.json"), tableViews, logger);
  const views = new Views(viewsFile);
  const windows = new AppWindows({
    preload: built.preload,
    file: windowsFile,
    commands,
    edits: unappliedEdits,
    guard,
    words: () => words.windows,
    logger,
  });
  const preferences = new Preferences(preferencesFile);
  let chosen = preferencesSchema.parse({});
  let words = wordsOf("en");
  const noticesFileOfUser = new JsonFile(path.join(dataDir, "notices.json"), noticesFile, logger);
  const notices = new NoticeCentre(noticesFileOfUser, systemClock, logger);
  const engine = new EngineHost({
    startThread({ isFirst, restoreBackup }) {
      const imports = isFirst ? options.imports : [];
      const workerData: EngineThreadData = {
        dataDir,
        workers: options.workers,
        imports,
        restoreBackup,
        actor,
        settings: chosen,
      };
      return new Worker(built.engineThread, { name: "engine", workerData });
    },
    onHappening(happening) {
      void notices.add(happening);
      if (!chosen.desktopNotices) return;
      tellOnDesktop(happening, words.notices, () => {
        const window = windows.current() ?? windows.open();
        bringToFront(window);
        commands.send(window.webContents.id, { command: "show", happening });
      });
    },
    ask: (question) => askUser(question, windows, words.dialogs),
    clock: systemClock,
    logger,
  });
  const openDataFolder = async () => {
    const problem = await shell.openPath(dataDir);
    if (problem !== "") throw new EngineError("Unavailable", `${dataDir} did not open: ${problem}`);
  };

  const gate = new Gate({
    isOurWindow: (id) => windows.isOurs(id),
    calls: mainCalls({
      dataDir,
      actor,
      preferences,
      views,
      engine,
      notices,
      openDataFolder,
      unappliedEdits,
      openWindow: (place) => void windows.open({ ...newWindowState(), place }),
    }),
    streams: mainStreams({ engine, preferences, notices, views, commands }),
    engine,
    clock: systemClock,
    logger,
  });
  ipcMain.handle("fabrica:call", (event, name: unknown, request: unknown) => gate.call(event, name, request));
  ipcMain.on("fabrica:open", (event, body: unknown) => {
    const [port, ...unasked] = event.ports;
    for (const other of unasked) other.close();
    if (port !== undefined) gate.open(event, body, electronPort(port));
  });

  app.on("activate", () => windows.focusFirst());
  app.on("window-all-closed", () => app.quit());
  app.on("before-quit", (event) => windows.prepareQuit(event));
  app.on("will-quit", (event) => {
    event.preventDefault();
    const endings = [
      engine.stop(QUIT_DEADLINE_MS),
      windowsFile.settled(),
      preferencesFile.settled(),
      viewsFile.settled(),
      noticesFileOfUser.settled(),
    ];
    void Promise.all(endings).finally(() => {
      logger.close();
      app.exit(0);
    });
  });

  // The engine opens its data while Chromium gets ready.
  chosen = await preferences.get();
  engine.start();
  await app.whenReady();
  // Not sooner: while it gets ready, Electron puts its own handlers in their place.
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
    process.on(signal, () => {
      guard.turnOff();
      app.quit();
    });
  }
  lockDown(logger);
  protocol.handle(APP_SCHEME, (request) => serve(request, built.pages));
  const menuActions: MenuActions = {
    ask: (command) => commands.send((windows.current() ?? windows.open()).webContents.id, { command }),
    newWindow: () => void windows.open(),
    openDataFolder() {
      openDataFolder().catch((error: unknown) => dialog.showErrorBox(words.dialogs.dataFolderFailed, messageOf(error)));
    },
  };
  const apply = (values: PreferencesValues): void => {
    chosen = values;
    nativeTheme.themeSource = values.theme;
    logger.setLevel(values.logLevel);
    words = wordsOf(languageFor(values.language, app.getLocale()));
    installMenu(menuActions, words.menu);
    engine.use(values);
  };
  preferences.onChange(apply);
  apply(chosen);
  await windows.restore();
}
