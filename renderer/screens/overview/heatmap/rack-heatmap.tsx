import { Button, SegmentedControl } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useCallback, useState } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { type HeatMode, heatMode, MAX_CELLS } from "../../../../shared/heat.ts";
import { Awaiting } from "../../../components/awaiting.tsx";
import { formatCount } from "../../../components/format.ts";
import { StaleMark } from "../../../components/stale-mark.tsx";
import { t } from "../../../i18n/i18n.ts";
import { summaryStore } from "../../../live/stores.ts";
import { useStreamMessages } from "../../../live/use-stream.ts";
import overview from "../overview-screen.module.css";
import { heatLooks } from "./heat-looks.ts";
import type { HeatState } from "./heat-state.ts";
import { heatStore, shownOf, tellHeat } from "./heat-store.ts";
import classes from "./heatmap.module.css";
import { CellGrid } from "./rack-cells.tsx";
import { TileGrid } from "./rack-tiles.tsx";

/** Kinds that stand in racks, the one that is shown first before the others. */
const rackedKinds = ["Node", "Device"];

/** The machines by rack, coloured by how they are: a small fleet machine by machine, a large one rack by rack. */
export function RackHeatmap() {
  const kinds = useStore(
    summaryStore,
    useShallow(({ message }) =>
      rackedKinds.filter((kind) => message?.kinds.some((known) => known.kind === kind && known.total > 0)),
    ),
  );
  const plurals = useStore(
    summaryStore,
    useShallow(({ message }) => Object.fromEntries((message?.kinds ?? []).map(({ kind, plural }) => [kind, plural]))),
  );
  const [chosenKind, chooseKind] = useState<string>();
  const [mode, setMode] = useState<HeatMode>("readiness");
  const kind = kinds.find((known) => known === chosenKind) ?? kinds[0];
  if (kind === undefined) return null;
  return (
    <section className={overview.panel} aria-labelledby="heatmap">
      <div className={classes.head}>
        <h2 id="heatmap" className={overview.heading}>
          {t("overview.heat.title", { kinds: plurals[kind] })}
        </h2>
        <StaleMark painted={() => shownOf(kind)?.sequence} />
        {kinds.length > 1 && (
          <SegmentedControl
            aria-label={t("overview.heat.kind")}
            value={kind}
            onChange={chooseKind}
            data={kinds.map((value) => ({ value, label: plurals[value] ?? value }))}
          />
        )}
        <SegmentedControl
          aria-label={t("overview.heat.mode")}
          value={mode}
          onChange={(value) => setMode(heatMode.parse(value))}
          data={heatMode.options.map((value) => ({ value, label: t(`overview.heat.modes.${value}`) }))}
        />
      </div>
      <Machines key={kind} kind={kind} mode={mode} />
    </section>
  );
}

interface MachinesProps {
  kind: string;
  mode: HeatMode;
}

function Machines({ kind, mode }: MachinesProps) {
  /** The rack that is open in a large fleet, and the one that was before. */
  const [{ focus, left }, setPlace] = useState<{ focus?: string; left?: string }>({});
  const shown = useStore(heatStore, () => shownOf(kind));
  useStreamMessages(
    "heatmap",
    { kind, mode, ...(focus !== undefined && { rack: focus }) },
    { onMessage: (message) => tellHeat(kind, mode, message) },
  );
  const open = useCallback((rack: string) => setPlace({ focus: rack }), []);
  if (shown === undefined) return <Awaiting />;
  const { state, mode: shownMode } = shown;
  const isSmall = state.machines <= MAX_CELLS;
  const racks = isSmall ? state.racks : state.racks.filter(({ name }) => name === focus);
  return (
    <>
      {!isSmall && focus !== undefined && (
        <div className={classes.zoom}>
          <Button
            variant="default"
            leftSection={<IconArrowLeft size={14} aria-hidden />}
            onClick={() => setPlace({ left: focus })}
            // The tile that had the focus is gone.
            ref={focusOnce}
          >
            {t("overview.heat.back")}
          </Button>
        </div>
      )}
      {isSmall || focus !== undefined ? (
        <CellGrid kind={kind} mode={shownMode} racks={racks} cells={state.cells} />
      ) : (
        <TileGrid kind={kind} mode={shownMode} racks={state.racks} left={left} onOpen={open} />
      )}
      <Legend state={state} mode={shownMode} />
    </>
  );
}

function focusOnce(element: HTMLElement | null): void {
  element?.focus();
}

function Legend({ state, mode }: { state: HeatState; mode: HeatMode }) {
  return (
    <ul className={classes.legend} aria-label={t("overview.heat.legend")}>
      {heatLooks(mode).map(({ shape, tone, word }, level) => (
        <li key={word} className={classes.key}>
          <span className={classes.link} data-shape={shape} data-tone={tone} aria-hidden />
          {word}
          <span className={classes.count}>
            {formatCount(state.racks.reduce((sum, { levels }) => sum + (levels[level] ?? 0), 0))}
          </span>
        </li>
      ))}
    </ul>
  );
}
