import type { en } from "../en/index.ts";
import type { Translation } from "../translation.ts";
import { engine } from "./engine.ts";
import { freshness } from "./freshness.ts";
import { overview } from "./overview.ts";
import { notices } from "./notices.ts";
import { query } from "./query.ts";
import { table } from "./table.ts";
import { times } from "./times.ts";

export const de: Translation<typeof en> = {
  engine,
  freshness,
  overview,
  notices,
  query,
  table,
  times,
};
