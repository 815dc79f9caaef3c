import { Suspense } from "react";
import { useStore } from "zustand";
import { Awaiting } from "../components/awaiting.tsx";
import { EmptyPlace } from "../components/empty-place.tsx";
import { engineStore } from "../live/stores.ts";
import { useAreKindsTold } from "../live/use-kinds.ts";
import OverviewScreen from "../screens/overview/overview-screen.tsx";
import TableScreen from "../screens/table/table-screen.tsx";
import { ErrorBoundary } from "./error-boundary.tsx";
import { useRoute } from "./navigation.ts";
import type { Route } from "./route.ts";
import { includedScreen, screenModule } from "./screen-module.tsx";
import { t } from "../i18n/i18n.ts";

const screens = {
  // Windows open with these two more often than not.
  overview: includedScreen(OverviewScreen),
  table: includedScreen(TableScreen),
  queue: screenModule(() => import("../screens/queue/queue-screen.tsx")),
  resource: screenModule(() => import("../screens/resource/resource-screen.tsx")),
  new: screenModule(() => import("../screens/resource/new-resource-screen.tsx")),
  events: screenModule(() => import("../screens/events/events-screen.tsx")),
  time: screenModule(() => import("../screens/time/time-screen.tsx")),
  map: screenModule(() => import("../screens/map/map-screen.tsx")),
  settings: screenModule(() => import("../screens/settings/settings-screen.tsx")),
} satisfies Record<Route["screen"], unknown>;

/** Has the code of a screen there before the screen is shown. */
export function preloadScreen({ screen }: Pick<Route, "screen">): Promise<void> {
  return screens[screen].preload();
}

/** Has the code of all screens there, one after the other, so that none is waited for. */
export async function preloadScreens(): Promise<void> {
  for (const { preload } of Object.values(screens)) await preload();
}

/** The screen of the current route. Each is a module with a default export that takes its route's fields as props. */
export function Screens() {
  const route = useRoute();
  const isEngineFailed = useStore(engineStore, ({ message }) => message?.state === "failed");
  const isAnythingKnown = useAreKindsTold();
  if (isEngineFailed && !isAnythingKnown && route.screen !== "settings") {
    return <EmptyPlace title={t("shell.nothingKnown")} text={t("shell.nothingKnownText")} />;
  }
  return (
    <ErrorBoundary key={route.screen}>
      <Suspense fallback={<Awaiting />}>{screenOf(route)}</Suspense>
    </ErrorBoundary>
  );
}

function screenOf(route: Route) {
  switch (route.screen) {
    case "table":
      return <screens.table.Screen key={route.kind} {...route} />;
    case "new":
      return <screens.new.Screen {...route} />;
    case "resource":
      return <screens.resource.Screen key={route.uid} {...route} />;
    case "events":
      return <screens.events.Screen {...route} />;
    case "time":
      return <screens.time.Screen {...route} />;
    case "queue":
      return <screens.queue.Screen {...route} />;
    case "map":
      return <screens.map.Screen {...route} />;
    case "settings":
      return <screens.settings.Screen {...route} />;
    case "overview":
      return <screens.overview.Screen />;
  }
}
