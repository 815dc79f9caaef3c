import { bulk } from "./bulk.ts";
import { causes } from "./causes.ts";
import { commands } from "./commands.ts";
import { engine } from "./engine.ts";
import { events } from "./events.ts";
import { files } from "./files.ts";
import { forms } from "./forms.ts";
import { freshness } from "./freshness.ts";
import { map } from "./map.ts";
import { notices } from "./notices.ts";
import { overview } from "./overview.ts";
import { query } from "./query.ts";
import { queue } from "./queue.ts";
import { resource } from "./resource.ts";
import { rules } from "./rules.ts";
import { settings } from "./settings.ts";
import { shell } from "./shell.ts";
import { shortcuts } from "./shortcuts.ts";
import { states } from "./states.ts";
import { table } from "./table.ts";
import { time } from "./time.ts";
import { times } from "./times.ts";

/** Every string of the window in English, the source of all translations: a file an area of the window. */
export const en = {
  bulk,
  causes,
  commands,
  engine,
  events,
  files,
  forms,
  freshness,
  map,
  notices,
  overview,
  query,
  queue,
  resource,
  rules,
  settings,
  shell,
  shortcuts,
  states,
  table,
  time,
  times,
};
