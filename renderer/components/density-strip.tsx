import { type PointerEvent, useRef, useState } from "react";
import type { Density } from "../../shared/past.ts";
import { densityPath } from "./density-path.ts";
import classes from "./density-strip.module.css";

/** A stretch of time, ms since the epoch. */
export interface Stretch {
  from: number;
  to: number;
}

interface DensityStripProps {
  /** What it shows, for those who do not see it. */
  label: string;
  density: Density | undefined;
  /** What of it is chosen. */
  chosen?: Stretch | undefined;
  /** Offers to choose: by a click one bar, by a drag as many as it passes. */
  onChoose?: (stretch: Stretch) => void;
}

/** How many events there were over time, as bars. */
export function DensityStrip({ label, density, chosen, onChoose }: DensityStripProps) {
  const strip = useRef<HTMLDivElement>(null);
  const [dragged, setDragged] = useState<{ from: number; to: number }>();
  const count = density?.counts.length ?? 0;

  const barAt = (event: PointerEvent): number => {
    const { left = 0, width = 1 } = strip.current?.getBoundingClientRect() ?? {};
    return Math.min(count - 1, Math.max(0, Math.floor(((event.clientX - left) / width) * count)));
  };
  const start = (event: PointerEvent): void => {
    if (!onChoose || event.button !== 0 || count === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    setDragged({ from: barAt(event), to: barAt(event) });
  };
  const move = (event: PointerEvent): void => {
    if (dragged) setDragged({ ...dragged, to: barAt(event) });
  };
  const end = (): void => {
    setDragged(undefined);
    if (dragged && density) onChoose?.(stretchOfBars(density, dragged.from, dragged.to));
  };
  const marked = dragged && density ? stretchOfBars(density, dragged.from, dragged.to) : chosen;
  return (
    <div
      ref={strip}
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- an img element cannot hold the bars
      role="img"
      aria-label={label}
      className={classes.strip}
      data-choosable={onChoose !== undefined}
      onPointerDown={start}
      onPointerMove={move}
      onPointerUp={end}
      onPointerCancel={() => setDragged(undefined)}
    >
      {density && count > 0 && (
        <svg className={classes.bars} viewBox={`0 0 ${count} 1`} preserveAspectRatio="none" aria-hidden>
          <path d={densityPath(density.counts)} />
        </svg>
      )}
      {density && marked && <span className={classes.chosen} style={placeOf(density, marked)} />}
    </div>
  );
}

function stretchOfBars({ from, to, counts }: Density, one: number, other: number): Stretch {
  const [first, last] = [Math.min(one, other), Math.max(one, other)];
  const length = (to - from) / counts.length;
  return { from: Math.floor(from + first * length), to: Math.ceil(from + (last + 1) * length) };
}

function placeOf({ from, to }: Density, chosen: Stretch): { left: string; right: string } {
  const share = (at: number): number => Math.min(1, Math.max(0, (at - from) / (to - from)));
  return { left: `${share(chosen.from) * 100}%`, right: `${(1 - share(chosen.to)) * 100}%` };
}
