import { ActionIcon, TextInput } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { IconLayoutSidebarRight, IconSearch } from "@tabler/icons-react";
import { useCallback, useMemo, useState } from "react";
import { useStore } from "zustand";
import type { WorkItem } from "../../../shared/model.ts";
import { useSelection } from "../../bulk/use-selection.ts";
import { EmptyPlace } from "../../components/empty-place.tsx";
import { useKeptLayout } from "../../components/grid/grid-layout.ts";
import { useGridColumns } from "../../components/grid/use-grid-columns.ts";
import { VirtualGrid } from "../../components/grid/virtual-grid.tsx";
import { StaleMark } from "../../components/stale-mark.tsx";
import { useFieldFocus } from "../../components/use-field-focus.ts";
import { t } from "../../i18n/i18n.ts";
import { usePreferences } from "../../live/preferences.ts";
import { summaryStore } from "../../live/stores.ts";
import { useQueueRows } from "../../live/use-rows.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { FleetStarters } from "../../shell/fleet-starters.tsx";
import { navigate } from "../../shell/navigation.ts";
import type { Route } from "../../shell/route.ts";
import { useScreenCommand } from "../../shell/screen-commands.ts";
import { rowHeights } from "../../theme.ts";
import { ItemDetails } from "./item-details.tsx";
import { Lanes } from "./lanes.tsx";
import { PauseControl } from "./pause-control.tsx";
import { Pauses } from "./pauses.tsx";
import { QueueCharts } from "./queue-charts.tsx";
import { QueueSelectionBar } from "./queue-selection-bar.tsx";
import { queueColumns } from "./queue-columns.tsx";
import classes from "./queue-screen.module.css";
import { WorkerSlots } from "./worker-slots.tsx";

type QueueRoute = Extract<Route, { screen: "queue" }>;

const keyOf = (item: WorkItem): string => `${item.resourceKind}/${item.resourceUid}`;
const nameOf = (item: WorkItem): string => item.name ?? item.resourceUid;
const open = (item: WorkItem): void => navigate({ screen: "resource", kind: item.resourceKind, uid: item.resourceUid });

/** px */
const selectionBarRoom = 64;
/** Where the list leaves no room beside it, what is beside it comes with an item or when it is wanted. */
const narrow = "(max-width: 1100px)";

/** The queue is another one by the time that it could be read: a stretch of it that is not here cannot be meant. */
const readNothing = (): Promise<never> => Promise.reject(new Error(t("bulk.selection.tooManyText")));

/** Everything that is to be reconciled: why, when, and what has gone wrong so far. */
export default function QueueScreen(route: QueueRoute) {
  const { state, search = "" } = route;
  const lane = { ...(state && { state }), ...(search.trim() && { search: search.trim() }) };
  const { rows: store, around } = useQueueRows(lane);
  const rows = useStore(store);
  const selection = useSelection(rows.total, {
    getRows: store.getState,
    keyOf,
    question: JSON.stringify(lane),
    read: readNothing,
  });
  const columns = useGridColumns(
    useKeptLayout("queue"),
    useMemo(() => queueColumns(), []),
  );
  const { density } = usePreferences();
  const [current, setCurrent] = useState<WorkItem>();
  const isNarrow = useMediaQuery(narrow, undefined, { getInitialValueInEffect: false });
  const [wantsAside, setWantsAside] = useState<boolean>();
  const hasAside = !isNarrow || (wantsAside ?? current !== undefined);
  const [searchField, focusSearch] = useFieldFocus();
  useScreenCommand("find", t("queue.search.shortcut"), focusSearch);
  useBreadcrumbs([{ label: t("queue.name") }]);
  const onVisible = useCallback((visible: { first: number; last: number }) => store.look(visible), [store]);
  return (
    <section className={classes.screen} aria-label={t("queue.name")}>
      <div className={classes.toolbar}>
        <h1 className={classes.title}>{t("queue.name")}</h1>
        <TextInput
          ref={searchField}
          type="search"
          aria-label={t("queue.search.label")}
          placeholder={t("queue.search.placeholder")}
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => navigate({ ...route, search: event.currentTarget.value }, { replace: true })}
          className={classes.search}
        />
        <StaleMark painted={store.painted} />
        <PauseControl />
        {isNarrow && (
          <ActionIcon
            size={30}
            variant="default"
            aria-label={t("queue.aside")}
            title={t("queue.aside")}
            aria-expanded={hasAside}
            onClick={() => setWantsAside(!hasAside)}
          >
            <IconLayoutSidebarRight size={16} aria-hidden />
          </ActionIcon>
        )}
      </div>
      <Pauses />
      <Lanes current={state} around={around} />
      <div className={classes.body} data-aside={hasAside}>
        {rows.total === 0 ? (
          <NothingQueued filtered={state !== undefined || search.trim() !== ""} />
        ) : (
          <VirtualGrid
            label={t("queue.name")}
            rows={rows}
            columns={columns}
            keyOf={keyOf}
            nameOf={nameOf}
            rowHeight={rowHeights[density]}
            onVisible={onVisible}
            onCursor={setCurrent}
            onOpen={open}
            selection={selection}
            footRoom={selection.count > 0 ? selectionBarRoom : 0}
          />
        )}
        {hasAside && (
          <aside className={classes.aside} aria-label={t("queue.details")}>
            {current && <ItemDetails item={current} />}
            <QueueCharts />
            <WorkerSlots around={around} />
          </aside>
        )}
        <QueueSelectionBar selection={selection} total={rows.total ?? 0} lane={lane} />
      </div>
    </section>
  );
}

function NothingQueued({ filtered }: { filtered: boolean }) {
  const isFleetEmpty = useStore(summaryStore, ({ message }) => message?.kinds.every(({ total }) => total === 0));
  if (filtered)
    return <EmptyPlace heading="h2" title={t("queue.empty.filtered")} text={t("queue.empty.filteredText")} />;
  if (!isFleetEmpty) return <EmptyPlace heading="h2" title={t("queue.empty.all")} text={t("queue.empty.allText")} />;
  return (
    <EmptyPlace heading="h2" title={t("queue.empty.all")} text={t("queue.empty.fleetText")}>
      <FleetStarters />
    </EmptyPlace>
  );
}
