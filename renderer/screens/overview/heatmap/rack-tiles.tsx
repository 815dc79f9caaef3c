import { memo } from "react";
import type { HeatMode, HeatRack } from "../../../../shared/heat.ts";
import { formatCount } from "../../../components/format.ts";
import { t } from "../../../i18n/i18n.ts";
import { heatLooks } from "./heat-looks.ts";
import classes from "./heatmap.module.css";
import { rackName } from "./rack-cells.tsx";

interface RackTileProps {
  rack: HeatRack;
  mode: HeatMode;
  isCurrent: boolean;
  onOpen(rack: string): void;
}

/** A rack of a large fleet: how many of its machines are at which level. It leads to them. */
export const RackTile = memo(function RackTile({ rack: { name, levels }, mode, isCurrent, onOpen }: RackTileProps) {
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
