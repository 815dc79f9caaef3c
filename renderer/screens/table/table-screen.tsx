import { useCallback, useMemo, useRef, useState } from "react";
import { useStore } from "zustand";
import type { KindInfo, Row } from "../../../shared/model.ts";
import { EmptyPlace } from "../../components/empty-place.tsx";
import type { GridSort } from "../../components/grid/grid-column.ts";
import { useGridColumns } from "../../components/grid/use-grid-columns.ts";
import type { GridPlace } from "../../components/grid/use-return.ts";
import { type GridMenu, VirtualGrid } from "../../components/grid/virtual-grid.tsx";
import { StaleMark } from "../../components/stale-mark.tsx";
import { notifyFailure } from "../../components/notify.tsx";
import { t } from "../../i18n/i18n.ts";
import { call } from "../../live/call.ts";
import { usePreferences } from "../../live/preferences.ts";
import { useAreKindsTold, useKind } from "../../live/use-kinds.ts";
import { useTableRows } from "../../live/use-rows.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { getRoute, navigate } from "../../shell/navigation.ts";
import { useRememberedTable } from "../../shell/last-table.ts";
import { useScreenCommand } from "../../shell/screen-commands.ts";
import { useKeptPlace } from "../../shell/use-kept-place.ts";
import { rowHeights } from "../../theme.ts";
import { ColumnPicker } from "./columns/column-picker.tsx";
import { isChosen, tableColumns } from "./columns/table-columns.tsx";
import { useTableLayout } from "./columns/use-table-layout.ts";
import { NothingThere } from "./nothing-there.tsx";
import { RowMenu } from "./row-menu.tsx";
import { SelectionBar } from "./selection-bar.tsx";
import { parseSort, sortText, tableQuestion, type TableRoute } from "./table-question.ts";
import classes from "./table-screen.module.css";
import { TableToolbar } from "./table-toolbar.tsx";
import { useRowSelection } from "./use-row-selection.ts";
import { useTableMemory } from "./views/use-table-memory.ts";
import { ViewMenu } from "./views/view-menu.tsx";
import { inSentence } from "../../shell/in-sentence.ts";

/** px */
const selectionBarRoom = 64;

const keyOf = (row: Row): string => row.uid;
const nameOf = (row: Row): string => row.name;
const open = ({ kind, uid }: Row): void => navigate({ screen: "resource", kind, uid });

const places = new Map<string, GridPlace>();

/** All resources of a kind. */
export default function TableScreen(route: TableRoute) {
  const info = useKind(route.kind);
  const isKindUnknown = useAreKindsTold() && !info;
  useBreadcrumbs([{ label: info?.plural ?? route.kind }]);
  useRememberedTable(route);
  useScreenCommand("create", t("table.newOne", { kind: inSentence(route.kind) }), () =>
    navigate({ screen: "new", kind: route.kind }),
  );
  if (isKindUnknown) {
    return <EmptyPlace title={t("table.noKind.title", { kind: route.kind })} text={t("table.noKind.text")} />;
  }
  return info && <KindTable route={route} info={info} />;
}

function KindTable({ route, info }: { route: TableRoute; info: KindInfo }) {
  const { kind, query = "" } = route;
  const memory = useTableMemory(route);
  const usualSort = memory.view?.sort ?? memory.habit?.sort;
  const arrangement = useTableLayout(kind, memory);
  const { shown } = arrangement.layout;
  const all = useMemo(() => tableColumns(info, Object.keys(shown).filter(isChosen)), [info, shown]);
  const columns = useGridColumns(arrangement, all);
  const fields = columns.columns.map(({ id }) => id).filter((id) => isChosen(id) && !id.startsWith("label."));
  const question = tableQuestion(route, { usualSort, fields });
  const store = useTableRows(question);
  const rows = useStore(store);
  const { density } = usePreferences();
  const selection = useRowSelection(question, rows.total, store.getState);
  const onVisible = useCallback((visible: { first: number; last: number }) => store.look(visible), [store]);
  const place = useKeptPlace(places);
  const [menu, setMenu] = useState<GridMenu<Row>>();
  const section = useRef<HTMLElement>(null);
  const focusGrid = (): void => section.current?.querySelector<HTMLElement>("[role=grid]")?.focus();

  const isTyping = useRef(false);
  const onQuery = (asked: string, typing: boolean): void => {
    const here = getRoute();
    // A link was followed before the typing paused.
    if (here.screen !== "table" || here.kind !== kind) return;
    // Back goes to what was asked before the first letter, not through each of them.
    navigate({ ...route, query: asked === "" ? undefined : asked }, { replace: typing && isTyping.current });
    isTyping.current = typing;
  };
  const onSort = (sort: GridSort): void => {
    navigate({ ...route, sort: sortText(sort) }, { replace: true });
    // A view keeps the sort that it was saved with.
    if (memory.view) return;
    call("views.arrange", { kind, sort: sortText(sort) }).catch((error: unknown) =>
      notifyFailure(t("table.notKept"), error),
    );
  };
  const sort = route.sort ?? usualSort;
  return (
    <section ref={section} className={classes.screen} aria-label={info.plural}>
      <TableToolbar
        info={info}
        query={query}
        onQuery={onQuery}
        onLeave={focusGrid}
        total={rows.total}
        error={rows.phase === "refused" ? rows.error : undefined}
        views={<ViewMenu route={route} memory={memory} layout={arrangement.layout} sort={sort} />}
        columns={<ColumnPicker info={info} columns={columns} arrangement={arrangement} />}
      />
      {rows.total === 0 ? (
        <NothingThere route={route} plural={info.plural} />
      ) : (
        <VirtualGrid
          label={info.plural}
          rows={rows}
          columns={columns}
          keyOf={keyOf}
          nameOf={nameOf}
          rowHeight={rowHeights[density]}
          onVisible={onVisible}
          onOpen={open}
          opensOnClick
          sort={parseSort(sort)}
          onSort={onSort}
          selection={selection}
          footRoom={selection.count > 0 ? selectionBarRoom : 0}
          place={place}
          onMenu={setMenu}
        />
      )}
      <StaleMark painted={store.painted} place="corner" />
      {menu && (
        <RowMenu
          key={menu.row.uid}
          info={info}
          menu={menu}
          onClose={() => {
            setMenu(undefined);
            focusGrid();
          }}
        />
      )}
      <SelectionBar info={info} selection={selection} total={rows.total ?? 0} />
    </section>
  );
}
