import { useComputedColorScheme, useMantineColorScheme } from "@mantine/core";
import { useCallback, useEffect } from "react";
import { notifyFailure } from "../components/notify.tsx";
import { usePreferences, useSetPreferences } from "../live/preferences.ts";
import { t } from "../i18n/i18n.ts";

/** Paints the window in the theme that the user chose; to be used once. */
export function useChosenTheme(): void {
  const { theme, density } = usePreferences();
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => setColorScheme(theme === "system" ? "auto" : theme), [theme, setColorScheme]);
  useEffect(() => {
    document.documentElement.dataset["density"] = density;
  }, [density]);
}

/** From light to dark or back, whatever the system says. */
export function useToggleTheme(): () => void {
  const shown = useComputedColorScheme("light");
  const { mutate } = useSetPreferences();
  return useCallback(
    () =>
      mutate(
        { theme: shown === "dark" ? "light" : "dark" },
        { onError: (error) => notifyFailure(t("shell.themeFailed"), error) },
      ),
    [shown, mutate],
  );
}
