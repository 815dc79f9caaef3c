import { memo } from "react";
import { type HeatCell, type HeatMode, type HeatRack, NO_RACK } from "../../../../shared/heat.ts";
import { absoluteTimeText } from "../../../components/relative-time.ts";
import { t } from "../../../i18n/i18n.ts";
import { RouteLink } from "../../../shell/route-link.tsx";
import { heatLooks } from "./heat-looks.ts";
import classes from "./heatmap.module.css";
import { useRovingFocus } from "./use-roving-focus.ts";

/** So many machines side by side, as many as fit two chassis' worth of slots. */
const perRow = 16;

interface CellGridProps {
  kind: string;
  mode: HeatMode;
  racks: readonly HeatRack[];
  cells: ReadonlyMap<string, readonly HeatCell[]>;
}

/** Machines by rack, as a grid: one tab stop, arrows from there. */
export function CellGrid({ kind, mode, racks, cells }: CellGridProps) {
  const first = racks.flatMap(({ name }) => cells.get(name)?.slice(0, 1) ?? [])[0]?.uid;
  const { current, handlers } = useRovingFocus(first, (id) =>
    racks.some(({ name }) => cells.get(name)?.some(({ uid }) => uid === id)),
  );
  return (
    <div role="grid" aria-label={t("overview.heat.grid", { kind })} className={classes.racks} {...handlers}>
      {racks.map(({ name }) => {
        const inRack = cells.get(name) ?? [];
        const hasCurrent = inRack.some(({ uid }) => uid === current);
        return (
          <RackCells
            key={name}
            kind={kind}
            rack={name}
            mode={mode}
            cells={inRack}
            current={hasCurrent ? current : undefined}
          />
        );
      })}
    </div>
  );
}

interface RackCellsProps {
  kind: string;
  rack: string;
  mode: HeatMode;
  cells: readonly HeatCell[];
  /** The cell that Tab leads to, if it is in this rack. */
  current: string | undefined;
}

/** The machines of a rack: each a link, in rows as they stand in it. */
const RackCells = memo(function RackCells({ kind, rack, mode, cells, current }: RackCellsProps) {
  const looks = heatLooks(mode);
  const rows = Array.from({ length: Math.ceil(cells.length / perRow) }, (_, row) => ({
    first: row * perRow,
    cells: cells.slice(row * perRow, (row + 1) * perRow),
  }));
  return (
    <div role="rowgroup" aria-label={rackName(rack)} className={classes.rack}>
      <div className={classes.rackName} aria-hidden>
        {rackName(rack)}
      </div>
      {rows.map(({ first, cells: inRow }) => (
        <div key={first} role="row" className={classes.row}>
          {inRow.map((cell) => (
            <div key={cell.uid} role="gridcell" className={classes.cell}>
              <CellLink kind={kind} cell={cell} look={looks[cell.level]} isCurrent={cell.uid === current} />
            </div>
          ))}
        </div>
      ))}
    </div>
  );
});

interface CellLinkProps {
  kind: string;
  cell: HeatCell;
  look: ReturnType<typeof heatLooks>[number] | undefined;
  isCurrent: boolean;
}

function CellLink({ kind, cell: { uid, name, place, since }, look, isCurrent }: CellLinkProps) {
  const start = since === undefined ? undefined : t("overview.heat.since", { time: absoluteTimeText(since) });
  const text = [name, ...(place === name ? [] : [place]), look?.word, start].filter(Boolean).join(" · ");
  return (
    <RouteLink
      to={{ screen: "resource", kind, uid }}
      className={classes.link}
      title={text}
      aria-label={text}
      data-roving={uid}
      data-shape={look?.shape}
      data-tone={look?.tone}
      tabIndex={isCurrent ? 0 : -1}
    />
  );
}

export function rackName(rack: string): string {
  return rack === NO_RACK ? t("overview.heat.noRack") : rack;
}
