import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { Awaiting } from "../../components/awaiting.tsx";
import { EmptyPlace } from "../../components/empty-place.tsx";
import { t } from "../../i18n/i18n.ts";
import { summaryStore } from "../../live/stores.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { FleetStarters } from "../../shell/fleet-starters.tsx";
import { CurrentWork } from "./current-work.tsx";
import { FleetVerdict } from "./fleet-verdict.tsx";
import { RackHeatmap } from "./heatmap/rack-heatmap.tsx";
import { KindReadiness } from "./kind-readiness.tsx";
import { NotReadyList } from "./not-ready-list.tsx";
import classes from "./overview-screen.module.css";
import { ThroughputCharts } from "./throughput-charts.tsx";

/** Is the fleet as it should be; what is not, since when and why; what is being done about it. */
export default function OverviewScreen() {
  useBreadcrumbs([{ label: t("overview.title") }]);
  const { known, isEmpty } = useStore(
    summaryStore,
    useShallow(({ message }) => ({
      known: message !== undefined,
      isEmpty: message?.kinds.every((kind) => kind.total === 0) ?? false,
    })),
  );
  if (!known) return <Awaiting />;
  if (isEmpty) {
    return (
      <EmptyPlace title={t("overview.empty.title")} text={t("overview.empty.text")}>
        <FleetStarters />
      </EmptyPlace>
    );
  }
  return (
    <div className={classes.screen}>
      <FleetVerdict />
      <div className={classes.columns}>
        <div className={classes.column}>
          <KindReadiness />
          <RackHeatmap />
          <NotReadyList />
        </div>
        <div className={classes.column}>
          <ThroughputCharts />
          <CurrentWork />
        </div>
      </div>
    </div>
  );
}
