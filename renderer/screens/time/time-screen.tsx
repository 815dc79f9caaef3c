import { Button, Tabs } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { Awaiting } from "../../components/awaiting.tsx";
import { EmptyPlace } from "../../components/empty-place.tsx";
import { absoluteTimeText } from "../../components/relative-time.ts";
import { t } from "../../i18n/i18n.ts";
import { failureText } from "../../live/call-failure.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { FleetStarters } from "../../shell/fleet-starters.tsx";
import { navigate } from "../../shell/navigation.ts";
import type { KeptPast } from "../../../shared/past.ts";
import type { Route } from "../../shell/route.ts";
import { ChangesView } from "./changes-view.tsx";
import { FleetView } from "./fleet-view.tsx";
import { otherMoment } from "./other-moment.ts";
import { QueueView } from "./queue-view.tsx";
import { ResourceView } from "./resource-view.tsx";
import { TimeControls } from "./time-controls.tsx";
import classes from "./time-screen.module.css";
import { usePast } from "./use-past.ts";

export type TimeRoute = Extract<Route, { screen: "time" }>;
type View = NonNullable<TimeRoute["view"]>;

const views: readonly View[] = ["fleet", "queue", "changes", "resource"];
const nowEveryMs = 5_000;
/** While somebody scrubs, a moment is asked for once the hand rests. */
const scrubPauseMs = 60;

/** Everything as it was at any moment that is kept. */
export default function TimeScreen(route: TimeRoute) {
  useBreadcrumbs([{ label: t("time.title") }]);
  const kept = usePast("time.kept", {}, { refetchMs: nowEveryMs });
  return (
    <section className={classes.screen} aria-label={t("time.title")}>
      {kept.isPending && <Awaiting />}
      {kept.isError && <p className={classes.problem}>{t("time.failed", { why: failureText(kept.error) })}</p>}
      {kept.data?.since === null && (
        <EmptyPlace title={t("time.title")} text={t("time.nothingKept")}>
          <FleetStarters />
        </EmptyPlace>
      )}
      {kept.data && kept.data.since !== null && <Moments route={route} since={kept.data.since} kept={kept.data} />}
    </section>
  );
}

interface MomentsProps {
  route: TimeRoute;
  since: number;
  kept: KeptPast;
}

function Moments({ route, since, kept }: MomentsProps) {
  const { now } = kept;
  const { view = "fleet", kind, uid } = route;
  const at = route.at === undefined ? now : Number(route.at);
  const compared = route.other ?? "hour";
  const other = otherMoment(compared, { at, since, now });
  const [asked] = useDebouncedValue(at, scrubPauseMs);
  const change = (part: Partial<TimeRoute>) => navigate({ ...route, ...part }, { replace: true });
  const isBefore = asked < since && !kept.isBeginning;
  const showView = (next: string | null) => change({ view: views.find((each) => each === next) });
  return (
    <>
      <TimeControls
        at={at}
        isNow={route.at === undefined}
        since={since}
        now={now}
        isBeginning={kept.isBeginning}
        other={view === "changes" ? other : undefined}
        uid={view === "resource" ? uid : undefined}
        onMove={(next) => change({ at: next?.toString() })}
      />
      <Tabs value={view} onChange={showView} className={classes.tabs ?? ""} keepMounted={false}>
        <Tabs.List aria-label={t("time.views.name")}>
          {views.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`time.views.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={view} className={classes.panel ?? ""}>
          {isBefore ? (
            <EmptyPlace title={t("time.before", { at: absoluteTimeText(asked) })} text="" heading="h2">
              <Button onClick={() => change({ at: String(since) })}>{t("time.goToKept")}</Button>
            </EmptyPlace>
          ) : (
            <>
              {view === "fleet" && <FleetView at={asked} />}
              {view === "queue" && <QueueView at={asked} recordsSince={kept.recordsSince} />}
              {view === "changes" && (
                <ChangesView
                  at={asked}
                  compared={compared}
                  other={otherMoment(compared, { at: asked, since, now })}
                  since={since}
                  onOther={(next) => change({ other: next })}
                />
              )}
              {view === "resource" && (
                <ResourceView
                  at={asked}
                  chosen={kind && uid ? { kind, uid } : undefined}
                  onChoose={(ref) => change(ref ?? { kind: undefined, uid: undefined })}
                />
              )}
            </>
          )}
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
