import type { PreferencesChange } from "../../../shared/preferences.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { t } from "../../i18n/i18n.ts";
import { useSetPreferences } from "../../live/preferences.ts";

/** Keeps a choice, and says so when that fails. */
export function useKeep(): (change: PreferencesChange) => void {
  const { mutate } = useSetPreferences();
  return (change) => mutate(change, { onError: (error) => notifyFailure(t("settings.notKept"), error) });
}
