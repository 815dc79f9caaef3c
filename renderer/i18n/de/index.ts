import type { en } from "../en/index.ts";
import type { Translation } from "../translation.ts";
import { events } from "./events.ts";
import { freshness } from "./freshness.ts";
import { time } from "./time.ts";
import { times } from "./times.ts";

export const de: Translation<typeof en> = {
  events,
  freshness,
  time,
  times,
};
