import { Button } from "@mantine/core";
import { useCallback, useMemo } from "react";
import { useStore } from "zustand";
import type { Row } from "../../../shared/model.ts";
import { EmptyPlace } from "../../components/empty-place.tsx";
import type { GridSort } from "../../components/grid/grid-column.ts";
import { useGridColumns } from "../../components/grid/use-grid-columns.ts";
import { VirtualGrid } from "../../components/grid/virtual-grid.tsx";
import { usePreferences } from "../../live/preferences.ts";
import { useKind, useKinds } from "../../live/use-kinds.ts";
import { useTableRows } from "../../live/use-rows.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { FleetStarters } from "../../shell/fleet-starters.tsx";
import { navigate } from "../../shell/navigation.ts";
import { useShortcut } from "../../shell/shortcuts.ts";
import { rowHeights } from "../../theme.ts";
import { SelectionBar } from "./selection-bar.tsx";
import { tableColumns } from "./table-columns.tsx";
import { isFiltered, parseSort, sortText, tableQuestion, type TableRoute } from "./table-question.ts";
import classes from "./table-screen.module.css";
import { TableToolbar } from "./table-toolbar.tsx";
import { useRowSelection } from "./use-row-selection.ts";

/** px */
const selectionBarRoom = 64;

const keyOf = (row: Row): string => row.uid;
const nameOf = (row: Row): string => row.name;
const open = ({ kind, uid }: Row): void => navigate({ screen: "resource", kind, uid });

/** All resources of a kind. */
export default function TableScreen(route: TableRoute) {
  const info = useKind(route.kind);
  const question = tableQuestion(route);
  const store = useTableRows(question);
  const rows = useStore(store);
  const { density } = usePreferences();
  const selection = useRowSelection(question, rows.total, store.getState);
  const kindColumns = useMemo(() => (info ? tableColumns(info) : []), [info]);
  const columns = useGridColumns(route.kind, kindColumns);
  const onVisible = useCallback((visible: { first: number; last: number }) => store.look(visible), [store]);
  const isKindUnknown = useKinds().isSuccess && !info;
  const plural = info?.plural ?? route.kind;
  useBreadcrumbs([{ label: plural }]);
  useShortcut("n", `New ${route.kind.toLowerCase()}`, () => navigate({ screen: "new", kind: route.kind }));

  const onSort = (sort: GridSort): void => {
    navigate({ ...route, sort: sortText(sort) }, { replace: true });
  };
  if (isKindUnknown) {
    return (
      <EmptyPlace
        title={`There is no kind ${route.kind}`}
        text="The address that led here names a kind that this version does not have."
      />
    );
  }
  return (
    <section className={classes.screen} aria-label={plural}>
      <TableToolbar
        route={route}
        plural={plural}
        total={rows.total}
        error={rows.phase === "refused" ? rows.error : undefined}
        columns={columns.choices}
      />
      {rows.total === 0 ? (
        <NothingThere route={route} plural={plural} />
      ) : (
        <VirtualGrid
          label={plural}
          rows={rows}
          columns={columns}
          keyOf={keyOf}
          nameOf={nameOf}
          rowHeight={rowHeights[density]}
          onVisible={onVisible}
          onOpen={open}
          opensOnClick
          sort={parseSort(route.sort)}
          onSort={onSort}
          selection={selection}
          footRoom={selection.count > 0 ? selectionBarRoom : 0}
        />
      )}
      {info && <SelectionBar info={info} selection={selection} total={rows.total ?? 0} />}
    </section>
  );
}

function NothingThere({ route, plural }: { route: TableRoute; plural: string }) {
  const words = plural.toLowerCase();
  if (isFiltered(route)) {
    return (
      <EmptyPlace heading="h2" title={`No ${words} match`} text="Nothing is as the query says.">
        <Button variant="default" onClick={() => navigate({ screen: "table", kind: route.kind }, { replace: true })}>
          Clear the filters
        </Button>
      </EmptyPlace>
    );
  }
  return (
    <EmptyPlace
      heading="h2"
      title={`No ${words} yet`}
      text="Say what should be, and Fabrica makes it so and keeps it so."
    >
      <FleetStarters kind={route.kind} />
    </EmptyPlace>
  );
}
