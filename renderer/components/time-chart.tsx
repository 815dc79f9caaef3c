import "uplot/dist/uPlot.min.css";
import { useComputedColorScheme } from "@mantine/core";
import { useEffect, useLayoutEffect, useRef, useState } from "react";
import UPlot from "uplot";
import { formatShortCount } from "./format.ts";
import classes from "./time-chart.module.css";

/** A line of a chart. */
export interface ChartSeries {
  label: string;
  /** A custom property of the theme that holds its colour, such as `--fill-busy`. */
  color: `--${string}`;
  /** One value a time. */
  values: readonly number[];
  /** Paint the area below it too. */
  filled?: boolean;
  /** Dashes tell lines apart without colour. */
  dashed?: boolean;
}

interface TimeChartProps {
  title: string;
  /** ms since the epoch, ascending. */
  times: readonly number[];
  series: readonly ChartSeries[];
  formatValue(value: number): string;
  /** How the marks of the value axis are written; as counts when undefined. */
  formatMark?(value: number): string;
}

/** px */
const height = 96;
const shownSeconds = 180;
/** What is counted comes in whole numbers, and a single one is no peak. */
const leastRange = 4;
/** px */
const valueAxisWidth = 48;
/** px; half of what `23:59` takes. A time nearer to an edge would be cut there or lie over the zero of the values. */
const halfTimeMark = 16;
const timeMark = UPlot.fmtDate("{HH}:{mm}");
const wholeSteps = Array.from({ length: 7 }, (_, power) => [1, 2, 5].map((digit) => digit * 10 ** power)).flat();

/** Lines over the last minutes, with the newest values in words (those under the pointer while it is over the lines). */
export function TimeChart({ title, times, series, formatValue, formatMark = formatShortCount }: TimeChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [hovered, setHovered] = useState<number>();
  const plot = useRef<UPlot>(undefined);
  const colorScheme = useComputedColorScheme("light");
  const looks = JSON.stringify(series.map(({ label, color, filled, dashed }) => ({ label, color, filled, dashed })));

  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const made = new UPlot(options(series, formatMark, setHovered), [[], ...series.map(() => [])], element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- made anew for other looks only; values come below
  }, [looks, formatMark, colorScheme]);

  useEffect(() => {
    plot.current?.setData([times.map((time) => time / 1_000), ...series.map(({ values }) => [...values])]);
  }, [times, series, looks, formatMark, colorScheme]);

  const shown = hovered ?? times.length - 1;
  return (
    <figure className={classes.chart}>
      <figcaption className={classes.caption}>
        <span className={classes.title}>{title}</span>
        <span className={classes.legend}>
          {series.map(({ label, color, values, dashed }) => (
            <span key={label} className={classes.value}>
              <span className={classes.line} data-dashed={dashed} style={{ color: `var(${color})` }} />
              {label} <strong>{formatValue(values[shown] ?? 0)}</strong>
            </span>
          ))}
        </span>
      </figcaption>
      <div ref={place} className={classes.canvas} aria-hidden />
    </figure>
  );
}

function options(
  series: readonly ChartSeries[],
  formatMark: (value: number) => string,
  onHover: (index: number | undefined) => void,
): UPlot.Options {
  const style = getComputedStyle(document.documentElement);
  const colorOf = (name: string): string => style.getPropertyValue(name).trim();
  const axis: UPlot.Axis = {
    stroke: colorOf("--text-dim"),
    font: `11px ${style.getPropertyValue("--mantine-font-family")}`,
    ticks: { show: false },
    grid: { stroke: colorOf("--line"), width: 1 },
  };
  return {
    width: 0,
    height,
    padding: [8, 0, 0, 0],
    legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { show: false } },
    scales: {
      x: { range: (_plot, _first, last) => [last - shownSeconds, last] },
      y: { range: (_plot, _min, max) => [0, Math.max(max * 1.1, leastRange)] },
    },
    axes: [
      {
        ...axis,
        incrs: [60, 120, 300, 600],
        size: 20,
        gap: 2,
        space: 64,
        grid: { show: false },
        values: timeMarks,
      },
      {
        ...axis,
        incrs: wholeSteps,
        size: valueAxisWidth,
        gap: 4,
        space: 32,
        values: (_plot, marks) => marks.map(formatMark),
      },
    ],
    series: [
      {},
      ...series.map(({ color, filled, dashed }) => ({
        stroke: colorOf(color),
        width: 1.5,
        points: { show: false },
        ...(filled && { fill: `color-mix(in srgb, ${colorOf(color)} 18%, transparent)` }),
        ...(dashed && { dash: [4, 3] }),
      })),
    ],
    hooks: { setCursor: [({ cursor }) => onHover(cursor.idx ?? undefined)] },
  };
}

/** The times that have room to be whole; none before there is anything to see. */
function timeMarks({ scales, data, width }: UPlot, marks: readonly number[]): (string | null)[] {
  if (data[0].length === 0) return marks.map(() => null);
  const last = scales["x"]?.max ?? 0;
  const drawn = width - valueAxisWidth;
  return marks.map((mark) => {
    const toEnd = ((last - mark) / shownSeconds) * drawn;
    const isWhole = toEnd >= halfTimeMark && toEnd <= drawn - halfTimeMark;
    return isWhole ? timeMark(new Date(mark * 1_000)) : null;
  });
}
