import { useEffect, useSyncExternalStore } from "react";
import { type Language, languageFor } from "../../shared/language.ts";
import { usePreferences } from "../live/preferences.ts";
import { currentLanguage, onLanguage, speak } from "./i18n.ts";

/**
 * The language of the window, which follows the user's choice. What renders strings has it as its key, so that all of them
 * are rendered again.
 */
export function useLanguage(): Language {
  const chosen = languageFor(usePreferences().language, navigator.language);
  const spoken = useSyncExternalStore(onLanguage, currentLanguage);
  useEffect(() => void speak(chosen), [chosen]);
  useEffect(() => {
    document.documentElement.lang = spoken;
  }, [spoken]);
  return spoken;
}
