import { Button, Group } from "@mantine/core";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { StreamMessage } from "../../shared/contract.ts";
import { notifyFailure } from "../components/notify.tsx";
import { StateGlyph } from "../components/state-glyph.tsx";
import { engineStore, summaryStore } from "../live/stores.ts";
import { useCommand } from "../live/use-call.ts";
import classes from "./engine-banner.module.css";

type Remedy = StreamMessage<"engine">["remedies"][number];

const remedyLabels: Readonly<Record<Remedy, string>> = {
  "engine.restart": "Start the engine again",
  "engine.restoreBackup": "Restore the last backup",
  "app.openDataFolder": "Open the data folder",
};

/** Says in place that the engine is not there, why, and what to do; what is shown below is the last that was known. */
export function EngineBanner() {
  const { state, problem, remedies } = useStore(
    engineStore,
    useShallow(({ message }) => ({
      state: message?.state,
      problem: message?.problem,
      remedies: message?.remedies,
    })),
  );
  const isAnythingKnown = useStore(summaryStore, ({ message }) => message !== undefined);
  if (state !== "failed" && state !== "stopped") return null;
  return (
    <div className={classes.banner} role="alert">
      <StateGlyph shape="cross" size={14} />
      <p className={classes.text}>
        <strong>{state === "failed" ? "The engine does not run." : "The engine has stopped."}</strong> {problem}
        {isAnythingKnown && " What you see is the last that was known."}
      </p>
      <Group gap="sm" wrap="nowrap">
        {remedies?.map((remedy, index) => (
          <RemedyButton key={remedy} remedy={remedy} first={index === 0} />
        ))}
      </Group>
    </div>
  );
}

function RemedyButton({ remedy, first }: { remedy: Remedy; first: boolean }) {
  const command = useCommand(remedy);
  return (
    <Button
      size="compact-sm"
      variant={first ? "filled" : "default"}
      loading={command.isPending}
      onClick={() =>
        command.mutate({}, { onError: (error) => notifyFailure(`${remedyLabels[remedy]}: that failed`, error) })
      }
    >
      {remedyLabels[remedy]}
    </Button>
  );
}
