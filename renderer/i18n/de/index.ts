import type { en } from "../en/index.ts";
import type { Translation } from "../translation.ts";
import { freshness } from "./freshness.ts";
import { map } from "./map.ts";
import { overview } from "./overview.ts";
import { times } from "./times.ts";

export const de: Translation<typeof en> = {
  freshness,
  map,
  overview,
  times,
};
