import { engine } from "./engine.ts";
import { freshness } from "./freshness.ts";
import { overview } from "./overview.ts";
import { notices } from "./notices.ts";
import { query } from "./query.ts";
import { table } from "./table.ts";
import { times } from "./times.ts";

/** Every string of the window in English, the source of all translations: a file an area of the window. */
export const en = {
  engine,
  freshness,
  overview,
  notices,
  query,
  table,
  times,
};
