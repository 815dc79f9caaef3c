import { app } from "electron";
import type { CallHandlers } from "./contract/call-handlers.ts";
import type { MainCall, MainStream } from "./contract/division.ts";
import type { StreamHandlers } from "./contract/stream-handlers.ts";
import type { EngineHost } from "./engine-host.ts";
import type { NoticeCentre } from "./notices/notice-centre.ts";
import type { Preferences } from "./preferences.ts";
import type { Views } from "./views.ts";
import type { UnappliedEdits } from "./windows/unapplied-edits.ts";
import type { WindowCommands } from "./windows/window-commands.ts";

export interface MainParts {
  dataDir: string;
  actor: string;
  preferences: Preferences;
  views: Views;
  engine: EngineHost;
  notices: NoticeCentre;
  openDataFolder(): Promise<void>;
  openWindow(place: string): void;
  unappliedEdits: Pick<UnappliedEdits, "report">;
}

export function mainCalls({
  dataDir,
  actor,
  preferences,
  views,
  engine,
  notices,
  openDataFolder,
  openWindow,
  unappliedEdits,
}: MainParts): CallHandlers<MainCall> {
  return {
    "app.info": () => ({
      version: app.getVersion(),
      dataDir,
      platform: process.platform,
      electron: process.versions.electron,
      actor,
    }),
    "app.openDataFolder": async () => {
      await openDataFolder();
      return {};
    },
    "engine.restart": async () => {
      await engine.restart();
      return {};
    },
    "engine.restoreBackup": async () => {
      await engine.restart({ restoreBackup: true });
      return {};
    },
    "notices.markRead": async ({ ids }) => {
      await notices.markRead(ids);
      return {};
    },
    "notices.clear": async () => {
      await notices.clear();
      return {};
    },
    "windows.open": ({ place }) => {
      openWindow(place);
      return {};
    },
    "windows.reportDrafts": ({ titles }, { window }) => {
      unappliedEdits.report(window, titles);
      return {};
    },
    "preferences.get": () => preferences.get(),
    "preferences.set": (changes) => preferences.set(changes),
    "views.save": async (view) => {
      await views.save(view);
      return {};
    },
    "views.delete": async ({ id }) => {
      await views.delete(id);
      return {};
    },
    "views.setDefault": async ({ kind, id }) => {
      await views.setDefault(kind, id ?? undefined);
      return {};
    },
    "views.arrange": async (arrangement) => {
      await views.arrange(arrangement);
      return {};
    },
  };
}

export function mainStreams({
  engine,
  preferences,
  notices,
  views,
  commands,
}: Pick<MainParts, "engine" | "preferences" | "notices" | "views"> & {
  commands: WindowCommands;
}): StreamHandlers<MainStream> {
  return {
    engine: (_request, changed) => ({ next: () => engine.state, close: engine.onState(changed) }),
    preferences: (_request, changed) => ({ next: () => preferences.get(), close: preferences.onChange(changed) }),
    views: (_request, changed) => ({ next: () => views.get(), close: views.onChange(changed) }),
    notices: (_request, changed) => ({ next: () => notices.state(), close: notices.onChange(changed) }),
    commands: (_request, changed, { window }) => commands.source(window, changed),
  };
}
