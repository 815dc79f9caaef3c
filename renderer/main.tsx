import "@fontsource-variable/inter/index.css";
import "@mantine/core/styles.css";
import "@mantine/dropzone/styles.css";
import "@mantine/notifications/styles.css";
import "@mantine/spotlight/styles.css";
import "./global.css";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { z } from "zod";
import { languageFor } from "../shared/language.ts";
import { speak } from "./i18n/i18n.ts";
import { chosenPreferences } from "./live/preferences.ts";
import { queryClient } from "./live/query-client.ts";
import { knownKinds } from "./live/use-kinds.ts";
import { getRoute } from "./shell/navigation.ts";
import { preloadScreen, preloadScreens } from "./shell/screens.tsx";
import { Window } from "./shell/window.tsx";

// The page's policy forbids what zod would compile its schemas with.
z.config({ jitless: true });

/** ms from the first paint; sooner, the other screens would be parsed while the first one waits for its rows. */
const preloadAfterMs = 2000;

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root to put the window's content in");

// Every screen asks for them; the engine answers while the window is being painted.
void queryClient.prefetchQuery({ ...knownKinds, staleTime: 0 });
// The main process has them at hand; without them the window would be painted twice. Failing that, the defaults hold. The
// screen comes with the window; one that cannot be loaded says so in its place.
await Promise.all([queryClient.prefetchQuery(chosenPreferences), preloadScreen(getRoute()).catch(() => undefined)]);
const language = queryClient.getQueryData(chosenPreferences.queryKey)?.language ?? "system";
await speak(languageFor(language, navigator.language));

createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Window />
    </QueryClientProvider>
  </StrictMode>,
);

// What is loaded ahead and fails is loaded again when it is shown.
setTimeout(() => requestIdleCallback(() => void preloadScreens().catch(() => undefined)), preloadAfterMs);
