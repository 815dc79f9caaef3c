import type { Translation } from "../translation.ts";
import type { times as source } from "../en/times.ts";

export const times: Translation<typeof source> = {
  now: "gerade eben",
  ago: "vor {{length}}",
  in: "in {{length}}",
  due: "jetzt fällig",
};
