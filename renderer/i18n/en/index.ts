import { events } from "./events.ts";
import { freshness } from "./freshness.ts";
import { time } from "./time.ts";
import { times } from "./times.ts";

/** Every string of the window in English, the source of all translations: a file an area of the window. */
export const en = {
  events,
  freshness,
  time,
  times,
};
