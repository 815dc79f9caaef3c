import { ActionIcon, Button, Select } from "@mantine/core";
import { IconChevronLeft, IconChevronRight } from "@tabler/icons-react";
import { useState } from "react";
import { clockText } from "../../components/clock-text.ts";
import { absoluteTimeText } from "../../components/relative-time.ts";
import { StaleMark } from "../../components/stale-mark.tsx";
import { TimeField } from "../../components/time-field.tsx";
import { isRangeLength, rangeLengths } from "../../components/time-range.ts";
import { t } from "../../i18n/i18n.ts";
import { call } from "../../live/call.ts";
import { MomentSlider } from "./moment-slider.tsx";
import classes from "./time-controls.module.css";
import { usePast } from "./use-past.ts";

interface TimeControlsProps {
  /** ms since the epoch, as all times here. */
  at: number;
  isNow: boolean;
  since: number;
  now: number;
  isBeginning: boolean;
  other: number | undefined;
  /** The resource whose events are shown and stepped through; all without one. */
  uid: string | undefined;
  /** To a moment, or to now. */
  onMove: (at: number | undefined) => void;
}

const mostBars = 200;

/** An answer is of the moment that it was asked at, whatever sequence that was. */
const paintedAsAsked = (): number => Infinity;

/** Bars of a length that stays the same while time goes on, until there would be too many of them. */
function bars(since: number, now: number): { from: number; to: number; stretches: number } {
  let length = 1_000;
  while ((now - since) / length > mostBars - 2) length *= 2;
  const [from, to] = [Math.floor(since / length) * length, (Math.floor(now / length) + 1) * length];
  return { from, to, stretches: (to - from) / length };
}

/** Which moment is looked at, and every way to another. */
export function TimeControls({ at, isNow, since, now, isBeginning, other, uid, onMove }: TimeControlsProps) {
  const [length, setLength] = useState<string | null>(null);
  const from = isRangeLength(length) ? Math.max(since, now - rangeLengths[length]) : since;
  const density = usePast("events.density", { ...bars(from, now), ...(uid !== undefined && { uid }) });
  const step = async (direction: "back" | "forward"): Promise<void> => {
    const found = await call("time.neighbour", { at, direction, ...(uid !== undefined && { uid }) });
    if (found.at !== null) onMove(found.at);
    else if (direction === "forward") onMove(undefined);
  };
  const lengths = Object.keys(rangeLengths).filter(isRangeLength);
  return (
    <>
      <div className={classes.bar}>
        <h1 className={classes.title}>{t("time.title")}</h1>
        <ActionIcon
          aria-label={t("time.back")}
          title={t("time.back")}
          variant="default"
          onClick={() => void step("back")}
        >
          <IconChevronLeft size={16} aria-hidden />
        </ActionIcon>
        <TimeField label={t("time.moment")} at={at} className={classes.field} onChange={onMove} />
        <ActionIcon
          aria-label={t("time.forward")}
          title={t("time.forward")}
          variant="default"
          disabled={isNow}
          onClick={() => void step("forward")}
        >
          <IconChevronRight size={16} aria-hidden />
        </ActionIcon>
        <Button variant={isNow ? "light" : "default"} aria-pressed={isNow} onClick={() => onMove(undefined)}>
          {t("time.now")}
        </Button>
        <output className={classes.words}>{isNow ? t("time.isNow") : clockText(at, now)}</output>
        {isNow && <StaleMark painted={paintedAsAsked} />}
        <span className={classes.spring} />
        <span className={classes.kept}>
          {t(isBeginning ? "time.keptFromBeginning" : "time.kept", { at: absoluteTimeText(since) })}
        </span>
        <Select
          aria-label={t("time.zoom")}
          className={classes.zoom ?? ""}
          placeholder={t("time.zoomAll")}
          clearable
          data={lengths.map((value) => ({
            value,
            label: t("time.zoomLast", { length: t(`events.range.${value}`) }),
          }))}
          value={length}
          onChange={setLength}
        />
      </div>
      <MomentSlider
        density={density.data}
        at={at}
        min={since}
        max={now}
        other={other}
        onMove={onMove}
        onStep={(direction) => void step(direction)}
        onNow={() => onMove(undefined)}
      />
    </>
  );
}
