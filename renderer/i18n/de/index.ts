import type { en } from "../en/index.ts";
import type { Translation } from "../translation.ts";
import { engine } from "./engine.ts";
import { freshness } from "./freshness.ts";
import { overview } from "./overview.ts";
import { notices } from "./notices.ts";
import { commands } from "./commands.ts";
import { rules } from "./rules.ts";
import { settings } from "./settings.ts";
import { shortcuts } from "./shortcuts.ts";
import { times } from "./times.ts";

export const de: Translation<typeof en> = {
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
