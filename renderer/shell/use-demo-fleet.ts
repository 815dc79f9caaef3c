import { useCallback } from "react";
import { formatCounted } from "../components/format.ts";
import { notifyDone, notifyFailure } from "../components/notify.tsx";
import { useCommand } from "../live/use-call.ts";

/** Makes a fleet of simulated machines, to see what this program does. */
export function useDemoFleet(): { create: () => void; isPending: boolean } {
  const { mutate, isPending } = useCommand("demo.create");
  const create = useCallback(
    () =>
      mutate(
        {},
        {
          onSuccess: ({ created }) =>
            notifyDone(`The demo fleet is there: ${formatCounted(created, "resource", "resources")}.`),
          onError: (error) => notifyFailure("The demo fleet could not be made", error),
        },
      ),
    [mutate],
  );
  return { create, isPending };
}
