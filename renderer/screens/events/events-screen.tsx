import { CloseButton, Select, TextInput } from "@mantine/core";
import { useDebouncedCallback } from "@mantine/hooks";
import { IconFilter } from "@tabler/icons-react";
import { useState } from "react";
import { useKinds } from "../../live/use-kinds.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { navigate } from "../../shell/navigation.ts";
import type { Route } from "../../shell/route.ts";
import classes from "./events-screen.module.css";
import { EventsView } from "./events-view.tsx";
import { patternProblem } from "./pattern-problem.ts";

type EventsRoute = Extract<Route, { screen: "events" }>;

const everything = "**";
/** A pattern takes hold once the typing pauses. */
const typingPauseMs = 250;

export default function EventsScreen(route: EventsRoute) {
  const { pattern = everything, kind, uid } = route;
  const [typed, setTyped] = useState(pattern);
  const kinds = useKinds();
  useBreadcrumbs([{ label: "Events" }]);
  const change = (part: Partial<EventsRoute>) => navigate({ ...route, ...part }, { replace: true });
  const changePattern = useDebouncedCallback((next: string) => {
    if (!patternProblem(next)) change({ pattern: next });
  }, typingPauseMs);
  return (
    <section className={classes.screen} aria-label="Events">
      <div className={classes.toolbar}>
        <h1 className={classes.title}>Events</h1>
        <TextInput
          aria-label="Pattern"
          placeholder="io.fabrica.device.**"
          leftSection={<IconFilter size={14} aria-hidden />}
          className={classes.pattern ?? ""}
          value={typed}
          error={patternProblem(typed)}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            changePattern(currentTarget.value);
          }}
        />
        <Select
          aria-label="Kind"
          placeholder="All kinds"
          clearable
          data={kinds.data?.map((info) => info.kind) ?? []}
          value={kind ?? null}
          onChange={(next) => change({ kind: next ?? undefined, uid: undefined })}
        />
        {uid && (
          <span className={classes.narrowed}>
            of one resource
            <CloseButton size="sm" aria-label="Show all resources" onClick={() => change({ uid: undefined })} />
          </span>
        )}
      </div>
      <div className={classes.events}>
        <EventsView pattern={pattern} kind={kind} uid={uid} />
      </div>
    </section>
  );
}
