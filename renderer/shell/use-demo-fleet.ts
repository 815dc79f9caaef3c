import { useCallback } from "react";
import { notifyDone, notifyFailure } from "../components/notify.tsx";
import { useCommand } from "../live/use-call.ts";
import { t } from "../i18n/i18n.ts";

/** Makes a fleet of simulated machines, to see what this program does. */
export function useDemoFleet(): { create: () => void; isPending: boolean } {
  const { mutate, isPending } = useCommand("demo.create");
  const create = useCallback(
    () =>
      mutate(
        {},
        {
          onSuccess: ({ created }) => notifyDone(t("shell.demoMade", { count: created })),
          onError: (error) => notifyFailure(t("shell.demoFailed"), error),
        },
      ),
    [mutate],
  );
  return { create, isPending };
}
