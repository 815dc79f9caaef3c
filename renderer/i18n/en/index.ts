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
  shell,
  states,
  causes,
  forms,
  files,
  times,
};
