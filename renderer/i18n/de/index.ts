import type { en } from "../en/index.ts";
import type { Translation } from "../translation.ts";
import { freshness } from "./freshness.ts";
import { times } from "./times.ts";

export const de: Translation<typeof en> = {
  freshness,
  times,
};
