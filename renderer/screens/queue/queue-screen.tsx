import { TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import { useCallback, useState } from "react";
import { useStore } from "zustand";
import type { WorkItem } from "../../../shared/model.ts";
import { EmptyPlace } from "../../components/empty-place.tsx";
import { useKeptLayout } from "../../components/grid/grid-layout.ts";
import { useGridColumns } from "../../components/grid/use-grid-columns.ts";
import { VirtualGrid } from "../../components/grid/virtual-grid.tsx";
import { useFieldFocus } from "../../components/use-field-focus.ts";
import { usePreferences } from "../../live/preferences.ts";
import { useQueueRows } from "../../live/use-rows.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { navigate } from "../../shell/navigation.ts";
import type { Route } from "../../shell/route.ts";
import { useShortcut } from "../../shell/shortcuts.ts";
import { rowHeights } from "../../theme.ts";
import { ItemDetails } from "./item-details.tsx";
import { Lanes } from "./lanes.tsx";
import { PauseControl } from "./pause-control.tsx";
import { Pauses } from "./pauses.tsx";
import { queueColumns } from "./queue-columns.tsx";
import classes from "./queue-screen.module.css";
import { WorkerSlots } from "./worker-slots.tsx";

type QueueRoute = Extract<Route, { screen: "queue" }>;

const keyOf = (item: WorkItem): string => `${item.resourceKind}/${item.resourceUid}`;
const nameOf = (item: WorkItem): string => item.name ?? item.resourceUid;
const open = (item: WorkItem): void => navigate({ screen: "resource", kind: item.resourceKind, uid: item.resourceUid });

/** Everything that is to be reconciled: why, when, and what has gone wrong so far. */
export default function QueueScreen(route: QueueRoute) {
  const { state, search = "" } = route;
  const { rows: store, around } = useQueueRows({
    ...(state && { state }),
    ...(search.trim() && { search: search.trim() }),
  });
  const rows = useStore(store);
  const columns = useGridColumns(useKeptLayout("queue"), queueColumns);
  const { density } = usePreferences();
  const [current, setCurrent] = useState<WorkItem>();
  const [searchField, focusSearch] = useFieldFocus();
  useShortcut("/", "Search the queue", focusSearch);
  useBreadcrumbs([{ label: "Queue" }]);
  const onVisible = useCallback((visible: { first: number; last: number }) => store.look(visible), [store]);
  return (
    <section className={classes.screen} aria-label="Queue">
      <div className={classes.toolbar}>
        <h1 className={classes.title}>Queue</h1>
        <TextInput
          ref={searchField}
          type="search"
          aria-label="Search the queue by name"
          placeholder="Search by name"
          leftSection={<IconSearch size={14} aria-hidden />}
          value={search}
          onChange={(event) => navigate({ ...route, search: event.currentTarget.value }, { replace: true })}
          className={classes.search}
        />
        <PauseControl />
      </div>
      <Pauses />
      <Lanes current={state} around={around} />
      <div className={classes.body}>
        {rows.total === 0 ? (
          <NothingQueued filtered={state !== undefined || search.trim() !== ""} />
        ) : (
          <VirtualGrid
            label="Queue"
            rows={rows}
            columns={columns}
            keyOf={keyOf}
            nameOf={nameOf}
            rowHeight={rowHeights[density]}
            onVisible={onVisible}
            onCursor={setCurrent}
            onOpen={open}
          />
        )}
        <aside className={classes.aside} aria-label="Details">
          {current && <ItemDetails item={current} />}
          <WorkerSlots around={around} />
        </aside>
      </div>
    </section>
  );
}

function NothingQueued({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <EmptyPlace
      heading="h2"
      title="Nothing here"
      text="No work has that state and that name. It may have been done by now."
    />
  ) : (
    <EmptyPlace
      heading="h2"
      title="Nothing is queued"
      text="Every resource is as it should be, as far as the engine knows. Changes and periodic checks show up here by themselves."
    />
  );
}
