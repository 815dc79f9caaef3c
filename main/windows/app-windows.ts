import { app, BrowserWindow, dialog, nativeTheme, screen } from "electron";
import type { Logger } from "../../app/logger.ts";
import type { JsonFile } from "../files/json-file.ts";
import type { Words } from "../i18n/words.ts";
import { APP_URL, isAppUrl } from "../security/app-protocol.ts";
import type { CloseGuard } from "./close-guard.ts";
import type { UnappliedEdits } from "./unapplied-edits.ts";
import type { WindowCommands } from "./window-commands.ts";
import { fitToScreens, newWindowState, SMALLEST, type WindowState } from "./window-state.ts";

export interface AppWindowsOptions {
  preload: string;
  /** Where the windows' places are remembered. */
  file: JsonFile<{ windows: WindowState[] }>;
  commands: WindowCommands;
  edits: Pick<UnappliedEdits, "forget">;
  guard: Pick<CloseGuard, "mayClose">;
  /** In the language that is spoken at the time. */
  words(): Words["windows"];
  logger: Logger;
}

/** What the page paints first, so that a window never flashes white in the dark: `--surface-sunken` of the theme. */
const BACKGROUND = { light: "#f4f5f8", dark: "#101318" };
/** A page that crashes more often than this within the time is not loaded again by itself. */
const CRASHES = { most: 3, withinMs: 60_000 };

/** The application's windows: opens them, remembers where they were, and loads a page again that crashed. */
export class AppWindows {
  readonly #options: AppWindowsOptions;
  /** By the id of their web contents, the oldest first. */
  readonly #windows = new Map<number, BrowserWindow>();
  /** Once the application quits, the windows that go are those to open the next time. */
  #quitting = false;

  constructor(options: AppWindowsOptions) {
    this.#options = options;
  }

  isOurs(id: number): boolean {
    return this.#windows.has(id);
  }

  /** The window with these web contents. */
  byId(id: number): BrowserWindow | undefined {
    return this.#windows.get(id);
  }

  /** Opens the windows that were open last, or one. */
  async restore(): Promise<void> {
    const { windows } = await this.#options.file.read();
    for (const state of windows.length > 0 ? windows : [newWindowState()]) this.open(state);
  }

  open(remembered: WindowState = newWindowState()): BrowserWindow {
    const { place, maximized, position, width, height } = fitToScreens(remembered, workAreas());
    const window = new BrowserWindow({
      ...position,
      width,
      height,
      minWidth: SMALLEST.width,
      minHeight: SMALLEST.height,
      show: false,
      backgroundColor: nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light,
      webPreferences: {
        preload: this.#options.preload,
        contextIsolation: true,
        sandbox: true,
        nodeIntegration: false,
        webviewTag: false,
        spellcheck: false,
        devTools: !app.isPackaged,
      },
    });
    const { id } = window.webContents;
    this.#windows.set(id, window);
    if (maximized) window.maximize();
    window.once("ready-to-show", () => window.show());
    window.on("close", (event) => this.#close(window, event));
    window.on("closed", () => {
      this.#windows.delete(id);
      this.#options.commands.forget(id);
      this.#options.edits.forget(id);
    });
    // A page that is loaded again has been typed into by nobody.
    window.webContents.on("did-navigate", () => this.#options.edits.forget(id));
    this.#reloadAfterCrash(window);
    window.loadURL(APP_URL + place).catch((error: unknown) => {
      this.#options.logger.error("A page did not load", { error });
    });
    return window;
  }

  /** The window that the user works in, or worked in last. */
  current(): BrowserWindow | undefined {
    const focused = BrowserWindow.getFocusedWindow();
    // One that is closing may have the focus still.
    if (focused !== null && isThere(focused)) return focused;
    return [...this.#windows.values()].findLast(isThere);
  }

  /** Brings the first window to the front; opens one where there is none. */
  focusFirst(): void {
    const [window = this.open()] = this.#windows.values();
    bringToFront(window);
  }

  /** Remembers all windows as they are, before they go: unless the user has to be asked about edits first. */
  prepareQuit(event: Pick<Event, "preventDefault">): void {
    if (this.#quitting) return;
    if (!this.#options.guard.mayClose([...this.#windows.keys()], () => app.quit())) {
      event.preventDefault();
      return;
    }
    if (this.#windows.size > 0) this.#save([...this.#windows.values()]);
    this.#quitting = true;
  }

  #close(window: BrowserWindow, event: Pick<Event, "preventDefault">): void {
    if (this.#quitting) return;
    if (this.#options.guard.mayClose([window.webContents.id], () => window.close())) this.#remember(window);
    else event.preventDefault();
  }

  #remember(closing: BrowserWindow): void {
    const staying = [...this.#windows.values()].filter((window) => window !== closing);
    this.#save(staying.length > 0 ? staying : [closing]);
  }

  #save(windows: readonly BrowserWindow[]): void {
    this.#options.file.write({ windows: windows.map(stateOf) }).catch((error: unknown) => {
      this.#options.logger.warn("The windows' places could not be saved", { error });
    });
  }

  #reloadAfterCrash(window: BrowserWindow): void {
    const { commands, logger } = this.#options;
    let crashes: number[] = [];
    window.webContents.on("render-process-gone", (_event, { reason, exitCode }) => {
      if (reason === "clean-exit" || window.isDestroyed()) return;
      logger.error("A window's page crashed", { reason, exitCode });
      const now = Date.now();
      crashes = [...crashes.filter((at) => now - at < CRASHES.withinMs), now];
      const reload = () => {
        commands.send(window.webContents.id, {
          command: "notice",
          text: this.#options.words().reloaded,
        });
        window.webContents.reload();
      };
      if (crashes.length <= CRASHES.most) reload();
      else void this.#askToReload(window, reload);
    });
    window.on("unresponsive", () => logger.warn("A window does not respond"));
  }

  async #askToReload(window: BrowserWindow, reload: () => void): Promise<void> {
    const words = this.#options.words();
    const { response } = await dialog.showMessageBox(window, {
      type: "error",
      message: words.keepsCrashing,
      detail: words.keepsCrashingDetail,
      buttons: [words.tryAgain, words.closeWindow],
      cancelId: 1,
    });
    if (window.isDestroyed()) return;
    if (response === 0) reload();
    else window.close();
  }
}

function isThere(window: BrowserWindow): boolean {
  return !window.isDestroyed() && !window.webContents.isDestroyed();
}

export function bringToFront(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}

function workAreas() {
  const primary = screen.getPrimaryDisplay();
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id);
  return [primary, ...others].map(({ workArea }) => workArea);
}

function stateOf(window: BrowserWindow): WindowState {
  const url = window.webContents.getURL();
  const { x, y, width, height } = window.getNormalBounds();
  return {
    position: { x, y },
    width,
    height,
    maximized: window.isMaximized(),
    place: isAppUrl(url) ? new URL(url).hash.slice(0, 2_000) : "",
  };
}
