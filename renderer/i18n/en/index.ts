import { bulk } from "./bulk.ts";
import { freshness } from "./freshness.ts";
import { queue } from "./queue.ts";
import { engine } from "./engine.ts";
import { overview } from "./overview.ts";
import { notices } from "./notices.ts";
import { resource } from "./resource.ts";
import { times } from "./times.ts";

/** Every string of the window in English, the source of all translations: a file an area of the window. */
export const en = {
  bulk,
  freshness,
  queue,
  engine,
  overview,
  notices,
  resource,
  times,
};
