import { MantineProvider } from "@mantine/core";
import { ModalsProvider } from "@mantine/modals";
import { useLanguage } from "../i18n/use-language.ts";
import { useFollowPreferences } from "../live/preferences.ts";
import { styleNonce } from "../style-nonce.ts";
import { cssVariables, theme } from "../theme.ts";
import { App } from "./app.tsx";

/** All of a window, in the language that the user chose. */
export function Window() {
  useFollowPreferences();
  const language = useLanguage();
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariables}
      defaultColorScheme="auto"
      getStyleNonce={() => styleNonce}
    >
      <ModalsProvider key={language}>
        <App />
      </ModalsProvider>
    </MantineProvider>
  );
}
