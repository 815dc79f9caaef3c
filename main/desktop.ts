import path from "node:path";
import { Worker } from "node:worker_threads";
import { app, type BrowserWindow, dialog, ipcMain, nativeTheme, protocol, shell } from "electron";
import { EngineError, messageOf } from "../app/errors.ts";
import { type FileLogger, newFileLogger } from "../app/file-logger/file-logger.ts";
import { systemClock } from "../app/system-clock.ts";
import { languageFor } from "../shared/language.ts";
import type { Happening } from "../shared/notice.ts";
import { claimDataDir, onHandover } from "./claim-data-dir.ts";
import type { Options } from "./cli-options.mjs";
import { electronPort } from "./contract/stream-port.ts";
import { currentUser } from "./current-user.ts";
import { defaultDataDir } from "./data-dir.ts";
import { askAboutEdits, askUser } from "./dialogs.ts";
import { EngineHost } from "./engine-host.ts";
import type { EngineThreadData } from "./engine-messages.ts";
import { DesktopFiles } from "./files/desktop-files.ts";
import { Gate } from "./ipc/gate.ts";
import { mainCalls, mainStreams } from "./main-handlers.ts";
import { type Words, wordsOf } from "./i18n/words.ts";
import { installMenu, type MenuActions } from "./menu.ts";
import { tellOnDesktop } from "./notices/desktop-notices.ts";
import { NoticeCentre } from "./notices/notice-centre.ts";
import { Preferences } from "./preferences.ts";
import { Views } from "./views.ts";
import { APP_SCHEME, serve } from "./security/app-protocol.ts";
import { lockDown } from "./security/lock-down.ts";
import { AppWindows, bringToFront } from "./windows/app-windows.ts";
import { CloseGuard } from "./windows/close-guard.ts";
import { UnappliedEdits } from "./windows/unapplied-edits.ts";
import { WindowCommands } from "./windows/window-commands.ts";
import { newWindowState } from "./windows/window-state.ts";

/** How long the engine may take to end what it is at when the user quits. */
const QUIT_DEADLINE_MS = 10_000;

/** What the build puts beside this file. */
const built = {
  engineThread: path.join(import.meta.dirname, "engine-thread.js"),
  preload: path.join(import.meta.dirname, "../preload/preload.cjs"),
  pages: path.join(import.meta.dirname, "../renderer"),
};

/** Puts the application together and runs it until the user quits. Must be called before Electron is ready. */
export async function runDesktop(options: Options): Promise<void> {
  const dataDir = options.dataDir ?? defaultDataDir();
  if (claimDataDir(dataDir, { imports: options.imports })) await new Desktop(dataDir, options).run();
}

/** The parts of the application, and what they want of one another. */
class Desktop {
  readonly #dataDir: string;
  readonly #options: Options;
  readonly #actor = currentUser();
  readonly #logger: FileLogger;
  readonly #files: DesktopFiles;
  readonly #preferences: Preferences;
  readonly #views: Views;
  readonly #notices: NoticeCentre;
  readonly #commands = new WindowCommands();
  readonly #edits = new UnappliedEdits();
  readonly #guard: CloseGuard;
  readonly #windows: AppWindows;
  readonly #engine: EngineHost;
  readonly #menuActions: MenuActions = {
    ask: (command) => this.#commands.send(this.#currentWindow().webContents.id, { command }),
    newWindow: () => void this.#windows.open(),
    openDataFolder: () => {
      this.#openDataFolder().catch((error: unknown) =>
        dialog.showErrorBox(this.#words.dialogs.dataFolderFailed, messageOf(error)),
      );
    },
  };

  constructor(dataDir: string, options: Options) {
    this.#dataDir = dataDir;
    this.#options = options;
    this.#logger = newFileLogger({ file: path.join(dataDir, "logs", "desktop.log") });
    this.#files = new DesktopFiles(dataDir, this.#logger);
    this.#preferences = new Preferences(this.#files.preferences);
    this.#views = new Views(this.#files.views);
    this.#notices = new NoticeCentre(this.#files.notices, systemClock, this.#logger);
    this.#guard = this.#newGuard();
    this.#windows = new AppWindows({
      preload: built.preload,
      file: this.#files.windows,
      commands: this.#commands,
      edits: this.#edits,
      guard: this.#guard,
      words: () => this.#words.windows,
      logger: this.#logger,
    });
    this.#engine = this.#newEngine();
  }

  async run(): Promise<void> {
    this.#answerWindows();
    this.#followApplication();
    // The engine opens its data while Chromium gets ready.
    await this.#preferences.get();
    this.#engine.start();
    await app.whenReady();
    this.#followSignals();
    lockDown(this.#logger);
    protocol.handle(APP_SCHEME, (request) => serve(request, built.pages));
    this.#preferences.onChange(() => this.#applyPreferences());
    this.#applyPreferences();
    await this.#windows.restore();
  }

  /** In the language that is spoken now. */
  get #words(): Words {
    return wordsOf(languageFor(this.#preferences.held.language, app.getLocale()));
  }

  #newGuard(): CloseGuard {
    return new CloseGuard({
      edits: this.#edits,
      ask: (titles, closing) => askAboutEdits(titles, closing, this.#windows, this.#words.dialogs),
      discard: (window) => this.#commands.send(window, { command: "discard-drafts" }),
      clock: systemClock,
    });
  }

  #newEngine(): EngineHost {
    return new EngineHost({
      startThread: ({ isFirst, restoreBackup }) => {
        const workerData: EngineThreadData = {
          dataDir: this.#dataDir,
          workers: this.#options.workers,
          imports: isFirst ? this.#options.imports : [],
          restoreBackup,
          actor: this.#actor,
          settings: this.#preferences.held,
        };
        return new Worker(built.engineThread, { name: "engine", workerData });
      },
      onHappening: (happening) => this.#tellOf(happening),
      ask: (question) => askUser(question, this.#windows, this.#words.dialogs),
      clock: systemClock,
      logger: this.#logger,
    });
  }

  /** Pages reach the application through the gate alone. */
  #answerWindows(): void {
    const parts = {
      preferences: this.#preferences,
      views: this.#views,
      engine: this.#engine,
      notices: this.#notices,
    };
    const gate = new Gate({
      isOurWindow: (id) => this.#windows.isOurs(id),
      calls: mainCalls({
        ...parts,
        dataDir: this.#dataDir,
        actor: this.#actor,
        unappliedEdits: this.#edits,
        openDataFolder: () => this.#openDataFolder(),
        openWindow: (place) => void this.#windows.open({ ...newWindowState(), place }),
      }),
      streams: mainStreams({ ...parts, commands: this.#commands }),
      engine: this.#engine,
      clock: systemClock,
      logger: this.#logger,
    });
    ipcMain.handle("fabrica:call", (event, name: unknown, request: unknown) => gate.call(event, name, request));
    ipcMain.on("fabrica:open", (event, body: unknown) => {
      const [port, ...unasked] = event.ports;
      for (const other of unasked) other.close();
      if (port !== undefined) gate.open(event, body, electronPort(port));
    });
  }

  #followApplication(): void {
    onHandover(({ imports }) => {
      this.#windows.focusFirst();
      this.#engine.importFiles(imports);
    });
    app.on("activate", () => this.#windows.focusFirst());
    app.on("window-all-closed", () => app.quit());
    app.on("before-quit", (event) => this.#windows.prepareQuit(event));
    app.on("will-quit", (event) => {
      event.preventDefault();
      void this.#end();
    });
  }

  /** Not before Electron is ready: while it gets ready, it puts its own handlers in their place. */
  #followSignals(): void {
    for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) {
      process.on(signal, () => {
        this.#guard.turnOff();
        app.quit();
      });
    }
  }

  async #end(): Promise<void> {
    try {
      await Promise.all([this.#engine.stop(QUIT_DEADLINE_MS), this.#files.settled()]);
    } finally {
      this.#logger.close();
      app.exit(0);
    }
  }

  #applyPreferences(): void {
    const { held } = this.#preferences;
    nativeTheme.themeSource = held.theme;
    this.#logger.setLevel(held.logLevel);
    installMenu(this.#menuActions, this.#words.menu);
    this.#engine.use(held);
  }

  #tellOf(happening: Happening): void {
    void this.#notices.add(happening);
    if (!this.#preferences.held.desktopNotices) return;
    tellOnDesktop(happening, this.#words.notices, () => {
      const window = this.#currentWindow();
      bringToFront(window);
      this.#commands.send(window.webContents.id, { command: "show", happening });
    });
  }

  #currentWindow(): BrowserWindow {
    return this.#windows.current() ?? this.#windows.open();
  }

  async #openDataFolder(): Promise<void> {
    const problem = await shell.openPath(this.#dataDir);
    if (problem !== "") throw new EngineError("Unavailable", `${this.#dataDir} did not open: ${problem}`);
  }
}
