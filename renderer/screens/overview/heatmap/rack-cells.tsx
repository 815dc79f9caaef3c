import { memo } from "react";
import { type HeatCell, type HeatMode, NO_RACK } from "../../../../shared/heat.ts";
import { absoluteTimeText } from "../../../components/relative-time.ts";
import { t } from "../../../i18n/i18n.ts";
import { RouteLink } from "../../../shell/route-link.tsx";
import { heatLooks } from "./heat-looks.ts";
import classes from "./heatmap.module.css";

/** So many machines side by side, as many as fit two chassis' worth of slots. */
const perRow = 16;

interface RackCellsProps {
  kind: string;
  rack: string;
  mode: HeatMode;
  cells: readonly HeatCell[];
  /** The cell that Tab leads to, if it is in this rack. */
  current: string | undefined;
}

/** The machines of a rack: each a link, in rows as they stand in it. */
export const RackCells = memo(function RackCells({ kind, rack, mode, cells, current }: RackCellsProps) {
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
