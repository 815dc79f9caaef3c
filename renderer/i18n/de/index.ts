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
import { shell } from "./shell.ts";
import { states } from "./states.ts";
import { causes } from "./causes.ts";
import { forms } from "./forms.ts";
import { files } from "./files.ts";
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
  shell,
  states,
  causes,
  forms,
  files,
  times,
};
