import { freshness } from "./freshness.ts";

/** Every string of the window in English, the source of all translations: a file an area of the window. */
export const en = { freshness };
