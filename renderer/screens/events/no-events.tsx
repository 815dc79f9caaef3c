import { Button, Group } from "@mantine/core";
import { EmptyPlace } from "../../components/empty-place.tsx";
import { t } from "../../i18n/i18n.ts";
import { useCall } from "../../live/use-call.ts";
import { FleetStarters } from "../../shell/fleet-starters.tsx";
import { navigate } from "../../shell/navigation.ts";
import { widerPattern } from "./pattern-options.ts";
import { type EventsQuestion, EVERYTHING } from "./use-event-log.ts";

interface NoEventsProps {
  question: EventsQuestion;
  /** The page of the resource has no filters to clear. */
  ofOne: boolean;
}

/** A log without an event that matches says why, and leads on. */
export function NoEvents({ question, ofOne }: NoEventsProps) {
  const { pattern = EVERYTHING, kind, uid, from, to } = question;
  const types = useCall("events.types", {});
  const wider = widerPattern(pattern, types.data ?? []);
  if (pattern === EVERYTHING && kind === undefined && from === undefined && to === undefined) {
    return (
      <EmptyPlace heading="h2" title={t("events.view.noneEver")} text={t("events.view.noneEverText")}>
        <FleetStarters />
      </EmptyPlace>
    );
  }
  const why = [
    to === undefined && t("events.view.noneText"),
    pattern !== EVERYTHING && t("events.patternHelp.how"),
  ].filter((sentence) => sentence !== false);
  return (
    <EmptyPlace
      heading="h2"
      title={t(to === undefined ? "events.view.none" : "events.view.noneThen")}
      text={why.join(" ")}
    >
      {!ofOne && (
        <Group justify="center">
          {wider !== undefined && (
            <Button
              onClick={() =>
                navigate({
                  screen: "events",
                  pattern: wider,
                  kind,
                  uid,
                  from: from?.toString(),
                  to: to?.toString(),
                })
              }
            >
              {t("events.view.widen", { pattern: wider })}
            </Button>
          )}
          <Button variant="default" onClick={() => navigate({ screen: "events" })}>
            {t("events.view.clear")}
          </Button>
        </Group>
      )}
    </EmptyPlace>
  );
}
