import type { KeyboardEvent } from "react";
import { DensityStrip } from "../../components/density-strip.tsx";
import { clockText } from "../../components/clock-text.ts";
import { absoluteTimeText } from "../../components/relative-time.ts";
import { t } from "../../i18n/i18n.ts";
import type { Density } from "../../../shared/past.ts";
import classes from "./moment-slider.module.css";

interface MomentSliderProps {
  density: Density | undefined;
  /** ms since the epoch, as all times here. */
  at: number;
  /** The oldest moment that is kept. */
  min: number;
  max: number;
  /** Another moment that is compared with. */
  other?: number | undefined;
  onMove: (at: number) => void;
  /** To the nearest event before or after. */
  onStep: (direction: "back" | "forward") => void;
  /** To the newest moment, and on with it. */
  onNow: () => void;
}

const minute = 60_000;
const hour = 60 * minute;

/** All of the shown time with the events in it, and a handle to move through it. */
export function MomentSlider({ density, at, min, max, other, onMove, onStep, onNow }: MomentSliderProps) {
  const [from, to] = [density?.from ?? min, density?.to ?? max];
  const moveTo = (time: number): void => {
    if (time >= max) onNow();
    else onMove(Math.max(min, time));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const moves: Readonly<Record<string, () => void>> = {
      ArrowLeft: () => onStep("back"),
      ArrowRight: () => onStep("forward"),
      ArrowDown: () => moveTo(at - minute),
      ArrowUp: () => moveTo(at + minute),
      PageDown: () => moveTo(at - hour),
      PageUp: () => moveTo(at + hour),
      Home: () => moveTo(min),
      End: onNow,
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  };
  const total = density?.counts.reduce((sum, count) => sum + count, 0) ?? 0;
  return (
    <div className={classes.place}>
      <div className={classes.track}>
        <DensityStrip
          label={t("time.strip", { count: total, from: absoluteTimeText(from), to: absoluteTimeText(to) })}
          density={density}
          chosen={other === undefined ? undefined : { from: Math.min(at, other), to: Math.max(at, other) }}
        />
        <input
          type="range"
          className={classes.slider}
          aria-label={t("time.slider")}
          aria-valuetext={clockText(at, max)}
          aria-describedby="moment-slider-help"
          min={from}
          max={to}
          value={at}
          onKeyDown={onKeyDown}
          onChange={({ currentTarget }) => moveTo(Number(currentTarget.value))}
        />
      </div>
      <p className={classes.ends}>
        <span aria-hidden>{absoluteTimeText(from)}</span>
        <span id="moment-slider-help">{t("time.help")}</span>
        <span aria-hidden>{absoluteTimeText(to)}</span>
      </p>
    </div>
  );
}
