import { Select } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { useState } from "react";
import { rangeOf, type TimeRange } from "../../components/time-range.ts";
import { TimeRangeField } from "../../components/time-range-field.tsx";
import { ResourcePicker } from "../../components/resource-picker.tsx";
import { t } from "../../i18n/i18n.ts";
import { useNameOf } from "../../live/use-name-of.ts";
import { useKinds } from "../../live/use-kinds.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { getRoute, navigate } from "../../shell/navigation.ts";
import type { Route } from "../../shell/route.ts";
import { EventStrip } from "./event-strip.tsx";
import classes from "./events-screen.module.css";
import { EventsView, questionOf } from "./events-view.tsx";
import { EVERYTHING } from "./use-event-log.ts";
import { PatternField } from "./pattern-field.tsx";
import { patternProblem } from "./pattern-problem.ts";

type EventsRoute = Extract<Route, { screen: "events" }>;

/** A pattern takes hold once the typing pauses. */
const typingPauseMs = 250;

export default function EventsScreen(route: EventsRoute) {
  const { pattern = EVERYTHING, kind, uid } = route;
  const range = rangeOf(route);
  const [typed, setTyped] = useState(pattern);
  const [lastAsked, setLastAsked] = useState(pattern);
  // A pattern from elsewhere (a link, Back) replaces what was typed.
  if (pattern !== lastAsked) {
    setLastAsked(pattern);
    setTyped(pattern);
  }
  const kinds = useKinds();
  const name = useNameOf(kind && uid ? { kind, uid } : undefined);
  useBreadcrumbs([{ label: t("events.title") }]);
  const change = (part: Partial<EventsRoute>) => navigate({ ...route, ...part }, { replace: true });
  const changeRange = ({ from, to }: TimeRange) => change({ from: from?.toString(), to: to?.toString() });
  const changePattern = useDebouncedCallback((next: string) => {
    const wasLeft = getRoute().screen !== "events";
    if (!wasLeft && !patternProblem(next)) change({ pattern: next });
  }, typingPauseMs);
  return (
    <section className={classes.screen} aria-label={t("events.title")}>
      <div className={classes.toolbar}>
        <h1 className={classes.title}>{t("events.title")}</h1>
        <PatternField
          pattern={typed}
          onPattern={(next) => {
            setTyped(next);
            changePattern(next);
          }}
        />
        <Select
          aria-label={t("events.kind")}
          placeholder={t("events.allKinds")}
          className={classes.kind ?? ""}
          clearable
          data={kinds.data?.map((info) => info.kind) ?? []}
          value={kind ?? null}
          onChange={(next) => change({ kind: next ?? undefined, uid: undefined })}
        />
        <ResourcePicker
          label={t("events.resource")}
          placeholder={t("events.anyResource")}
          className={classes.resource}
          chosen={kind && uid ? { kind, uid, name } : undefined}
          onChoose={(ref) => change(ref ?? { uid: undefined })}
        />
        <TimeRangeField range={range} onChange={changeRange} />
      </div>
      <EventStrip question={questionOf({ pattern, kind, uid })} range={range} onChange={changeRange} />
      <div className={classes.events}>
        <EventsView pattern={pattern} kind={kind} uid={uid} {...range} />
      </div>
    </section>
  );
}
