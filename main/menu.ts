import { app, Menu, type MenuItemConstructorOptions, shell } from "electron";
import type { StreamMessage } from "../shared/contract.ts";
import { DOCUMENTATION_URL } from "./security/outside-links.ts";

export interface MenuActions {
  /** Asks the current window. */
  ask(command: Exclude<StreamMessage<"commands">["command"], "notice">): void;
  newWindow(): void;
  openDataFolder(): void;
}

export function installMenu(actions: MenuActions): void {
  app.setAboutPanelOptions({
    applicationName: "Fabrica Desktop",
    applicationVersion: app.getVersion(),
    copyright: "MIT licence. Built on the ideas of OpenCHAMI's Fabrica.",
    website: DOCUMENTATION_URL,
  });
  Menu.setApplicationMenu(Menu.buildFromTemplate(template(actions)));
}

function template(actions: MenuActions): MenuItemConstructorOptions[] {
  const isMac = process.platform === "darwin";
  const line: MenuItemConstructorOptions = { type: "separator" };
  const developing: MenuItemConstructorOptions[] = [line, { role: "reload" }, { role: "toggleDevTools" }];
  return [
    ...(isMac ? [{ role: "appMenu" } satisfies MenuItemConstructorOptions] : []),
    {
      label: "&File",
      submenu: [
        { label: "New &Resource…", click: () => actions.ask("new-resource") },
        { label: "New &Window", accelerator: "CmdOrCtrl+Shift+N", click: () => actions.newWindow() },
        line,
        { label: "&Import…", accelerator: "CmdOrCtrl+O", click: () => actions.ask("import") },
        { label: "&Export…", accelerator: "CmdOrCtrl+Shift+E", click: () => actions.ask("export") },
        line,
        isMac ? { role: "close" } : { role: "quit" },
      ],
    },
    { role: "editMenu" },
    {
      label: "&View",
      submenu: [
        // The page itself listens for the key.
        {
          label: "&Command Palette…",
          accelerator: "CmdOrCtrl+K",
          registerAccelerator: false,
          click: () => actions.ask("palette"),
        },
        { label: "Switch &Theme", click: () => actions.ask("toggle-theme") },
        line,
        { role: "resetZoom" },
        { role: "zoomIn" },
        { role: "zoomOut" },
        { role: "togglefullscreen" },
        ...(app.isPackaged ? [] : developing),
      ],
    },
    { role: "windowMenu" },
    {
      role: "help",
      label: "&Help",
      submenu: [
        { label: "&Keyboard Shortcuts", click: () => actions.ask("shortcuts") },
        { label: "&Documentation", click: () => void shell.openExternal(DOCUMENTATION_URL) },
        { label: "Open &Data Folder", click: () => actions.openDataFolder() },
        line,
        { label: "&About Fabrica Desktop", click: () => app.showAboutPanel() },
      ],
    },
  ];
}
