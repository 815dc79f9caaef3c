import { lazy, Suspense } from "react";
import { useStore } from "zustand";
import { Awaiting } from "../components/awaiting.tsx";
import { EmptyPlace } from "../components/empty-place.tsx";
import { engineStore } from "../live/stores.ts";
import { useKinds } from "../live/use-kinds.ts";
import { ErrorBoundary } from "./error-boundary.tsx";
import { useRoute } from "./navigation.ts";
import type { Route } from "./route.ts";

const OverviewScreen = lazy(() => import("../screens/overview/overview-screen.tsx"));
const QueueScreen = lazy(() => import("../screens/queue/queue-screen.tsx"));
const TableScreen = lazy(() => import("../screens/table/table-screen.tsx"));
const ResourceScreen = lazy(() => import("../screens/resource/resource-screen.tsx"));
const NewResourceScreen = lazy(() => import("../screens/resource/new-resource-screen.tsx"));
const EventsScreen = lazy(() => import("../screens/events/events-screen.tsx"));
const TimeScreen = lazy(() => import("../screens/time/time-screen.tsx"));
const MapScreen = lazy(() => import("../screens/map/map-screen.tsx"));
const SettingsScreen = lazy(() => import("../screens/settings/settings-screen.tsx"));

/** The screen of the current route. Each is a module with a default export that takes its route's fields as props. */
export function Screens() {
  const route = useRoute();
  const isEngineFailed = useStore(engineStore, ({ message }) => message?.state === "failed");
  const isAnythingKnown = useKinds().isSuccess;
  if (isEngineFailed && !isAnythingKnown && route.screen !== "settings") {
    return (
      <EmptyPlace title="Nothing is known yet" text="The engine has to run first. What can be done is said above." />
    );
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
      return <TableScreen key={route.kind} {...route} />;
    case "new":
      return <NewResourceScreen {...route} />;
    case "resource":
      return <ResourceScreen key={route.uid} {...route} />;
    case "events":
      return <EventsScreen {...route} />;
    case "time":
      return <TimeScreen {...route} />;
    case "queue":
      return <QueueScreen {...route} />;
    case "map":
      return <MapScreen {...route} />;
    case "settings":
      return <SettingsScreen />;
    case "overview":
      return <OverviewScreen />;
  }
}
