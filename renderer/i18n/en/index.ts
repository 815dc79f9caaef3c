import { engine } from "./engine.ts";
import { freshness } from "./freshness.ts";
import { overview } from "./overview.ts";
import { notices } from "./notices.ts";
import { commands } from "./commands.ts";
import { rules } from "./rules.ts";
import { settings } from "./settings.ts";
import { shortcuts } from "./shortcuts.ts";
import { times } from "./times.ts";

/** Every string of the window in English, the source of all translations: a file an area of the window. */
export const en = {
  engine,
  freshness,
  overview,
  notices,
  commands,
  rules,
  settings,
  shortcuts,
  times,
};
