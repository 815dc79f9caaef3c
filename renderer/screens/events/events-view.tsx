import { Button } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay } from "@tabler/icons-react";
import { useCallback, useMemo, useState } from "react";
import { useStore } from "zustand";
import { useKeptLayout } from "../../components/grid/grid-layout.ts";
import { useGridColumns } from "../../components/grid/use-grid-columns.ts";
import { VirtualGrid } from "../../components/grid/virtual-grid.tsx";
import { StaleMark } from "../../components/stale-mark.tsx";
import type { TimeRange } from "../../components/time-range.ts";
import { t } from "../../i18n/i18n.ts";
import { usePreferences } from "../../live/preferences.ts";
import type { RowsState } from "../../live/rows-store.ts";
import { rowHeights } from "../../theme.ts";
import type { FleetEvent } from "../../../shared/model.ts";
import { useEventColumns } from "./event-columns.tsx";
import type { EventLogState } from "./event-log.ts";
import { EventDetails } from "./event-details.tsx";
import { EventExport } from "./event-export.tsx";
import classes from "./events-view.module.css";
import { NoEvents } from "./no-events.tsx";
import { type EventsQuestion, useEventLog } from "./use-event-log.ts";

const keyOf = (event: FleetEvent): string => event.id;
const nameOf = (event: FleetEvent): string => event.type;

interface EventsViewProps extends TimeRange {
  pattern: string;
  kind?: string | undefined;
  uid?: string | undefined;
  /** Stands on the page of that resource, which needs no naming and no links to itself. */
  ofOne?: boolean;
}

/** The live tail of the event log, and all of its past by scrolling on. */
export function EventsView({ pattern, kind, uid, from, to, ofOne = false }: EventsViewProps) {
  const question = useMemo(() => questionOf({ pattern, kind, uid, from, to }), [pattern, kind, uid, from, to]);
  return <EventsOf key={JSON.stringify(question)} question={question} ofOne={ofOne} />;
}

export function questionOf({ pattern, kind, uid, from, to }: Omit<EventsViewProps, "ofOne">): EventsQuestion {
  return {
    pattern,
    ...(kind && { kind }),
    ...(uid && { uid }),
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
  };
}

function EventsOf({ question, ofOne }: { question: EventsQuestion; ofOne: boolean }) {
  const log = useEventLog(question);
  const state = useStore(log);
  const columns = useGridColumns(useKeptLayout("events"), useEventColumns(ofOne));
  const { density } = usePreferences();
  const [selected, setSelected] = useState<FleetEvent>();
  const rows = useMemo(
    (): RowsState<FleetEvent, Error> => ({
      total: state.loaded || state.events.length > 0 ? state.events.length : undefined,
      loaded: [{ offset: 0, rows: state.events }],
      phase: "live",
      error: state.error,
      slow: !state.loaded && state.events.length === 0,
      answers: state.restarts,
    }),
    [state.events, state.loaded, state.error, state.restarts],
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
          {state.paused ? t("events.view.resume") : t("events.view.pause")}
        </Button>
        <output className={classes.note}>{noteOf(state)}</output>
        {state.error && (
          <span className={classes.error} role="alert">
            {state.error.message}
          </span>
        )}
        <span className={classes.spring} />
        <StaleMark painted={log.painted} />
        <EventExport question={question} />
      </div>
      {state.loaded && held === 0 ? (
        <NoEvents question={question} ofOne={ofOne} />
      ) : (
        <div className={classes.split} data-details={selected !== undefined}>
          <VirtualGrid
            label={t("events.view.grid")}
            rows={rows}
            columns={columns}
            keyOf={keyOf}
            nameOf={nameOf}
            rowHeight={rowHeights[density]}
            onVisible={onVisible}
            onOpen={setSelected}
            opensOnClick
          />
          {selected && (
            <EventDetails
              event={selected}
              ofOne={ofOne}
              onSelect={setSelected}
              onClose={() => setSelected(undefined)}
            />
          )}
        </div>
      )}
    </div>
  );
}

function noteOf({ paused, waiting, loaded, complete, events }: EventLogState): string {
  if (paused) return t("events.view.paused", { count: waiting });
  if (!loaded && events.length === 0) return "";
  return t(complete ? "events.view.shown" : "events.view.newestShown", { count: events.length });
}
