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
import { query } from "./query.ts";
import { queue } from "./queue.ts";
import { resource } from "./resource.ts";
import { rules } from "./rules.ts";
import { settings } from "./settings.ts";
import { shell } from "./shell.ts";
import { shortcuts } from "./shortcuts.ts";
import { table } from "./table.ts";
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
  query,
  queue,
  resource,
  rules,
  settings,
  shell,
  shortcuts,
  table,
  time,
  times,
};
