import type { en } from "../en/index.ts";
import type { Translation } from "../translation.ts";
import { bulk } from "./bulk.ts";
import { commands } from "./commands.ts";
import { engine } from "./engine.ts";
import { events } from "./events.ts";
import { freshness } from "./freshness.ts";
import { map } from "./map.ts";
import { notices } from "./notices.ts";
import { overview } from "./overview.ts";
import { queue } from "./queue.ts";
import { rules } from "./rules.ts";
import { settings } from "./settings.ts";
import { shell } from "./shell.ts";
import { shortcuts } from "./shortcuts.ts";
import { time } from "./time.ts";
import { times } from "./times.ts";

export const de: Translation<typeof en> = {
  bulk,
  commands,
  engine,
  events,
  freshness,
  map,
  notices,
  overview,
  queue,
  rules,
  settings,
  shell,
  shortcuts,
  time,
  times,
};
