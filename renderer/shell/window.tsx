import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { TimesContext } from "../components/time.tsx";
import { useLanguage } from "../i18n/use-language.ts";
import { useFollowPreferences, usePreferences } from "../live/preferences.ts";
import { styleNonce } from "../style-nonce.ts";
import { cssVariables, theme } from "../theme.ts";
import { App } from "./app.tsx";

/** All of a window, in the language that the user chose. */
export function Window() {
  useFollowPreferences();
  const language = useLanguage();
  const { times } = usePreferences();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <TimesContext value={times}>
        <ModalsProvider key={language}>
          <App />
        </ModalsProvider>
      </TimesContext>
    </MantineProvider>
  );
}
