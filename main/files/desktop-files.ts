import path from "node:path";
import type { z } from "zod";
import type { Logger } from "../../app/logger.ts";
import { preferences } from "../../shared/preferences.ts";
import { tableViews } from "../../shared/views.ts";
import { noticesFile } from "../notices/notice-centre.ts";
import { windowStates } from "../windows/window-state.ts";
import { JsonFile } from "./json-file.ts";

/** What the main process keeps for the user, beside the engine's data: a file each. */
export class DesktopFiles {
  readonly windows: JsonFile<z.output<typeof windowStates>>;
  readonly preferences: JsonFile<z.output<typeof preferences>>;
  readonly views: JsonFile<z.output<typeof tableViews>>;
  readonly notices: JsonFile<z.output<typeof noticesFile>>;

  constructor(dataDir: string, logger: Logger) {
    const file = <T>(name: string, schema: z.ZodType<T>) => new JsonFile(path.join(dataDir, name), schema, logger);
    this.windows = file("windows.json", windowStates);
    this.preferences = file("preferences.json", preferences);
    this.views = file("views.json", tableViews);
    this.notices = file("notices.json", noticesFile);
  }

  /** Resolves once all writes so far have ended, well or not. */
  async settled(): Promise<void> {
    await Promise.all([this.windows, this.preferences, this.views, this.notices].map((file) => file.settled()));
  }
}
