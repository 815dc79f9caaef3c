import { memo, useEffect, useRef } from "react";
import type { HeatMode, HeatRack } from "../../../../shared/heat.ts";
import { formatCount } from "../../../components/format.ts";
import { t } from "../../../i18n/i18n.ts";
import { heatLooks } from "./heat-looks.ts";
import classes from "./heatmap.module.css";
import { rackName } from "./rack-cells.tsx";
import { useRovingFocus } from "./use-roving-focus.ts";

interface TileGridProps {
  kind: string;
  mode: HeatMode;
  racks: readonly HeatRack[];
  /** The rack that the user comes back from. */
  left: string | undefined;
  onOpen(rack: string): void;
}

/** The racks of a large fleet, as a grid: one tab stop, arrows from there. */
export function TileGrid({ kind, mode, racks, left, onOpen }: TileGridProps) {
  const { current, handlers } = useRovingFocus(left ?? racks[0]?.name, (id) => racks.some(({ name }) => name === id));
  const grid = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (left !== undefined) grid.current?.querySelector<HTMLElement>(`[data-roving="${CSS.escape(left)}"]`)?.focus();
  }, [left]);
  return (
    <div ref={grid} role="grid" aria-label={t("overview.heat.grid", { kind })} className={classes.racks} {...handlers}>
      <div role="row" className={classes.tiles}>
        {racks.map((rack) => (
          <div key={rack.name} role="gridcell">
            <RackTile rack={rack} mode={mode} isCurrent={rack.name === current} onOpen={onOpen} />
          </div>
        ))}
      </div>
    </div>
  );
}

interface RackTileProps {
  rack: HeatRack;
  mode: HeatMode;
  isCurrent: boolean;
  onOpen(rack: string): void;
}

/** A rack of a large fleet: how many of its machines are at which level. It leads to them. */
const RackTile = memo(function RackTile({ rack: { name, levels }, mode, isCurrent, onOpen }: RackTileProps) {
  const looks = heatLooks(mode);
  const total = levels.reduce((sum, count) => sum + count, 0);
  const aside = total - (levels[0] ?? 0);
  const counts = levels.flatMap((count, level) => (count > 0 ? [`${formatCount(count)} ${looks[level]?.word}`] : []));
  const text = `${rackName(name)}: ${counts.join(", ")}`;
  return (
    <button
      type="button"
      className={classes.tile}
      title={text}
      aria-label={text}
      data-roving={name}
      tabIndex={isCurrent ? 0 : -1}
      onClick={() => onOpen(name)}
    >
      <span className={classes.tileName}>{rackName(name)}</span>
      <span className={classes.tileCount} data-aside={aside > 0}>
        {aside > 0
          ? t("overview.heat.aside", { aside: formatCount(aside), total: formatCount(total) })
          : formatCount(total)}
      </span>
      <span className={classes.tileBar}>
        {levels.map(
          (count, level) =>
            // What makes a level is its place in the list.
            count > 0 && <span key={looks[level]?.word} data-tone={looks[level]?.tone} style={{ flexGrow: count }} />,
        )}
      </span>
    </button>
  );
});
