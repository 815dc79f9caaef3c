import { Button } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useCallback, useMemo, useState } from "react";
import { useStore } from "zustand";
import { formatCount, formatCounted } from "../../components/format.ts";
import { useKeptLayout } from "../../components/grid/grid-layout.ts";
import { useGridColumns } from "../../components/grid/use-grid-columns.ts";
import { VirtualGrid } from "../../components/grid/virtual-grid.tsx";
import { usePreferences } from "../../live/preferences.ts";
import type { RowsState } from "../../live/rows-store.ts";
import { rowHeights } from "../../theme.ts";
import type { FleetEvent } from "../../../shared/model.ts";
import { eventColumns } from "./event-columns.tsx";
import { EventDetails } from "./event-details.tsx";
import classes from "./events-view.module.css";
import { useEventLog } from "./use-event-log.ts";

export interface EventsQuestion {
  /** `*` one segment, `**` one or more. */
  pattern: string;
  kind?: string | undefined;
  uid?: string | undefined;
}

const keyOf = (event: FleetEvent): string => event.id;
const nameOf = (event: FleetEvent): string => event.type;

/** The live tail of the event log, and all of its past by scrolling on. */
export function EventsView({ pattern, kind, uid }: EventsQuestion) {
  const question = useMemo(() => ({ pattern, ...(kind && { kind }), ...(uid && { uid }) }), [pattern, kind, uid]);
  return <EventsOf key={JSON.stringify(question)} question={question} />;
}

function EventsOf({ question }: { question: { pattern: string; kind?: string; uid?: string } }) {
  const log = useEventLog(question);
  const state = useStore(log);
  const columns = useGridColumns(useKeptLayout("events"), eventColumns);
  const { density } = usePreferences();
  const [selected, setSelected] = useState<FleetEvent>();
  const rows = useMemo(
    (): RowsState<FleetEvent> => ({
      total: state.loaded || state.events.length > 0 ? state.events.length : undefined,
      loaded: [{ offset: 0, rows: state.events }],
      phase: "live",
      error: undefined,
      slow: !state.loaded && state.events.length === 0,
      answers: state.restarts,
    }),
    [state.events, state.loaded, state.restarts],
  );
  const held = state.events.length;
  const onVisible = useCallback(
    ({ last }: { last: number }) => {
      if (last > held - 40) void log.loadOlder();
    },
    [log, held],
  );

  return (
    <div className={classes.view}>
      <div className={classes.bar}>
        <Button
          variant="default"
          leftSection={
            state.paused ? <IconPlayerPlay size={14} aria-hidden /> : <IconPlayerPause size={14} aria-hidden />
          }
          onClick={() => (state.paused ? void log.restart() : log.pause())}
        >
          {state.paused ? "Resume" : "Pause"}
        </Button>
        <output className={classes.note}>
          {state.paused
            ? `Paused; ${formatCounted(state.waiting, "new event", "new events")} since`
            : `${formatCount(held)}${state.complete ? "" : " newest"} shown`}
        </output>
        {state.error && (
          <span className={classes.error} role="alert">
            {state.error.message}
          </span>
        )}
      </div>
      {state.loaded && held === 0 ? (
        <p className={classes.empty}>No event matches yet. New ones appear here as they happen.</p>
      ) : (
        <div className={classes.split} data-details={selected !== undefined}>
          <VirtualGrid
            label="Events, newest first"
            rows={rows}
            columns={columns}
            keyOf={keyOf}
            nameOf={nameOf}
            rowHeight={rowHeights[density]}
            onVisible={onVisible}
            onOpen={setSelected}
            opensOnClick
          />
          {selected && <EventDetails event={selected} onClose={() => setSelected(undefined)} />}
        </div>
      )}
    </div>
  );
}
