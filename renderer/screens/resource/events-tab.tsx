import { EventsView } from "../events/events-view.tsx";

/** The events of one resource: the events screen, narrowed to it. */
export function EventsTab({ kind, uid }: { kind: string; uid: string }) {
  return <EventsView pattern="**" kind={kind} uid={uid} ofOne />;
}
