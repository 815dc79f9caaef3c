import { Alert, SegmentedControl } from "@mantine/core";
import { useMemo } from "react";
import { Awaiting } from "../../components/awaiting.tsx";
import { EmptyPlace } from "../../components/empty-place.tsx";
import { StaleMark } from "../../components/stale-mark.tsx";
import { t } from "../../i18n/i18n.ts";
import { useKinds } from "../../live/use-kinds.ts";
import { useStream } from "../../live/use-stream.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { FleetStarters } from "../../shell/fleet-starters.tsx";
import { navigate } from "../../shell/navigation.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import type { Route } from "../../shell/route.ts";
import { MapActionsContext } from "./map-actions.ts";
import { MapGraph } from "./map-graph.tsx";
import { MapList } from "./map-list.tsx";
import classes from "./map-screen.module.css";
import { MapSearch } from "./map-search.tsx";
import { useLast } from "./use-last.ts";
import { useUnfolding } from "./use-unfolding.ts";

type MapRoute = Extract<Route, { screen: "map" }>;

/** Who owns what: the whole fleet, or what is around one resource; many as one, until they are unfolded. */
export default function MapScreen(route: MapRoute) {
  const { kind, uid, view = "graph" } = route;
  const { unfolded, toggle, showMore } = useUnfolding();
  const kinds = useKinds().data;
  const focus = kind !== undefined && uid !== undefined ? { kind, uid } : undefined;
  const message = useStream("map", { ...(focus && { focus }), unfolded: [...unfolded] }, (state) => state.message);
  const shown = useLast(message);
  const name = shown?.nodes.find((node) => node.id === uid && node.type === "resource");
  const around = focus && name?.type === "resource" ? t("map.around", { name: name.name }) : undefined;
  useBreadcrumbs([
    { label: t("map.title"), ...(around !== undefined && { to: { screen: "map" } }) },
    ...(around === undefined ? [] : [{ label: around }]),
  ]);
  const actions = useMemo(
    () => ({ toggle, showMore, pluralOf: (of: string) => kinds?.find((info) => info.kind === of)?.plural ?? of }),
    [toggle, showMore, kinds],
  );
  return (
    <div className={classes.screen}>
      <header className={classes.toolbar}>
        <h1 className={classes.title}>{t("map.title")}</h1>
        <MapSearch />
        {focus && (
          <RouteLink to={{ screen: "map", view }} className={classes.whole}>
            {t("map.whole")}
          </RouteLink>
        )}
        <SegmentedControl
          aria-label={t("map.view")}
          value={view}
          onChange={(chosen) => navigate({ ...route, view: chosen === "list" ? "list" : "graph" }, { replace: true })}
          data={[
            { value: "graph", label: t("map.graph") },
            { value: "list", label: t("map.list") },
          ]}
        />
        <StaleMark painted={() => shown?.sequence} />
      </header>
      {shown?.truncated && <Alert className={classes.note ?? ""}>{t("map.truncated")}</Alert>}
      <MapActionsContext value={actions}>
        {shown === undefined && <Awaiting />}
        {shown && shown.nodes.length === 0 && (
          <div className={classes.map}>
            <NothingThere isFocused={focus !== undefined} />
          </div>
        )}
        {shown && shown.nodes.length > 0 && (
          // Another focus is another map, to be fitted into the view anew.
          <div className={classes.map} key={uid ?? "whole"}>
            {view === "graph" ? <MapGraph message={shown} /> : <MapList message={shown} />}
          </div>
        )}
      </MapActionsContext>
    </div>
  );
}

function NothingThere({ isFocused }: { isFocused: boolean }) {
  if (isFocused) {
    return (
      <EmptyPlace heading="h2" title={t("map.goneTitle")} text={t("map.goneText")}>
        <RouteLink to={{ screen: "map" }}>{t("map.whole")}</RouteLink>
      </EmptyPlace>
    );
  }
  return (
    <EmptyPlace heading="h2" title={t("map.emptyTitle")} text={t("map.emptyText")}>
      <FleetStarters />
    </EmptyPlace>
  );
}
