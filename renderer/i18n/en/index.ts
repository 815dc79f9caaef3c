import { freshness } from "./freshness.ts";
import { times } from "./times.ts";

/** Every string of the window in English, the source of all translations: a file an area of the window. */
export const en = {
  freshness,
  times,
};
