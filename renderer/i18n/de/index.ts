import type { en } from "../en/index.ts";
import type { Translation } from "../translation.ts";
import { bulk } from "./bulk.ts";
import { freshness } from "./freshness.ts";
import { queue } from "./queue.ts";
import { engine } from "./engine.ts";
import { overview } from "./overview.ts";
import { notices } from "./notices.ts";
import { resource } from "./resource.ts";
import { times } from "./times.ts";

export const de: Translation<typeof en> = {
  bulk,
  freshness,
  queue,
  engine,
  overview,
  notices,
  resource,
  times,
};
