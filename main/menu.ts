import { app, Menu, type MenuItemConstructorOptions, shell } from "electron";
import type { StreamMessage } from "../shared/contract.ts";
import type { Words } from "./i18n/words.ts";
import { DOCUMENTATION_URL } from "./security/outside-links.ts";

export interface MenuActions {
  /** Asks the current window. */
  ask(command: Exclude<StreamMessage<"commands">["command"], "notice" | "show" | "discard-drafts">): void;
  newWindow(): void;
  openDataFolder(): void;
}

const line: MenuItemConstructorOptions = { type: "separator" };

/** Puts the application's menu up, or another one in its place. */
export function installMenu(actions: MenuActions, words: Words["menu"]): void {
  app.setAboutPanelOptions({
    applicationName: "Fabrica Desktop",
    applicationVersion: app.getVersion(),
    copyright: words.copyright,
    website: DOCUMENTATION_URL,
  });
  const isMac = process.platform === "darwin";
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...(isMac ? [{ role: "appMenu" } satisfies MenuItemConstructorOptions] : []),
      fileMenu(actions, words, isMac),
      editMenu(words),
      viewMenu(actions, words),
      windowMenu(words, isMac),
      helpMenu(actions, words),
    ]),
  );
}

function fileMenu(actions: MenuActions, words: Words["menu"], isMac: boolean): MenuItemConstructorOptions {
  return {
    label: words.file,
    submenu: [
      { label: words.newResource, click: () => actions.ask("new-resource") },
      { label: words.newWindow, accelerator: "CmdOrCtrl+Shift+N", click: () => actions.newWindow() },
      line,
      { label: words.import, accelerator: "CmdOrCtrl+O", click: () => actions.ask("import") },
      { label: words.export, accelerator: "CmdOrCtrl+Shift+E", click: () => actions.ask("export") },
      line,
      isMac ? { role: "close", label: words.closeWindow } : { role: "quit", label: words.quit },
    ],
  };
}

function editMenu(words: Words["menu"]): MenuItemConstructorOptions {
  return {
    label: words.edit,
    submenu: [
      { role: "undo", label: words.undo },
      { role: "redo", label: words.redo },
      line,
      { role: "cut", label: words.cut },
      { role: "copy", label: words.copy },
      { role: "paste", label: words.paste },
      { role: "delete", label: words.delete },
      line,
      { role: "selectAll", label: words.selectAll },
    ],
  };
}

function viewMenu(actions: MenuActions, words: Words["menu"]): MenuItemConstructorOptions {
  const developing: MenuItemConstructorOptions[] = [
    line,
    { role: "reload", label: words.reload },
    { role: "toggleDevTools", label: words.developerTools },
  ];
  return {
    label: words.view,
    submenu: [
      // The page itself listens for the key.
      {
        label: words.palette,
        accelerator: "CmdOrCtrl+K",
        registerAccelerator: false,
        click: () => actions.ask("palette"),
      },
      { label: words.switchTheme, click: () => actions.ask("toggle-theme") },
      line,
      { role: "resetZoom", label: words.actualSize },
      { role: "zoomIn", label: words.zoomIn },
      { role: "zoomOut", label: words.zoomOut },
      { role: "togglefullscreen", label: words.fullScreen },
      ...(app.isPackaged ? [] : developing),
    ],
  };
}

function windowMenu(words: Words["menu"], isMac: boolean): MenuItemConstructorOptions {
  if (isMac) return { role: "windowMenu", label: words.window };
  return {
    role: "window",
    label: words.window,
    submenu: [
      { role: "minimize", label: words.minimize },
      { role: "close", label: words.closeWindow },
    ],
  };
}

function helpMenu(actions: MenuActions, words: Words["menu"]): MenuItemConstructorOptions {
  return {
    role: "help",
    label: words.help,
    submenu: [
      { label: words.shortcuts, click: () => actions.ask("shortcuts") },
      { label: words.documentation, click: () => void shell.openExternal(DOCUMENTATION_URL) },
      { label: words.openDataFolder, click: () => actions.openDataFolder() },
      line,
      { label: words.about, click: () => app.showAboutPanel() },
    ],
  };
}
