import type { Translation } from "../translation.ts";
import type { causes as source } from "../en/causes.ts";

export const causes: Translation<typeof source> = {
  event: "Ereignis",
  manual: "Von Hand",
  periodic: "Regelmäßige Prüfung",
  retry: "Neuer Versuch",
  owner: "Besitzer",
  startup: "Start",
};
