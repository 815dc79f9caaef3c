import { Button, Group, Modal } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipForward } from "@tabler/icons-react";
import { useState } from "react";
import { useStore } from "zustand";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { PauseForm } from "../../components/pause-form.tsx";
import { t } from "../../i18n/i18n.ts";
import { engineStore } from "../../live/stores.ts";
import { useCommand } from "../../live/use-call.ts";

const iconProps = { size: 14, stroke: 1.8, "aria-hidden": true } as const;

/** Stops all work, lets through one at a time, lets it go on. */
export function PauseControl() {
  const isPaused = useStore(
    engineStore,
    ({ message }) => message?.paused.some((pause) => pause.kind === undefined) ?? false,
  );
  return <Group gap="sm">{isPaused ? <PausedButtons /> : <PauseButton />}</Group>;
}

function PausedButtons() {
  const resume = useCommand("work.resume");
  const step = useCommand("work.step");
  const runOne = (): void =>
    step.mutate(
      {},
      {
        onSuccess: ({ ran }) =>
          notifyDone(
            ran ? t("queue.pause.stepped", { name: `${ran.kind} ${ran.name ?? ran.uid}` }) : t("queue.pause.nothing"),
          ),
        onError: (error) => notifyFailure(t("queue.pause.notStepped"), error),
      },
    );
  return (
    <>
      <Button variant="default" leftSection={<IconPlayerSkipForward {...iconProps} />} onClick={runOne}>
        {t("queue.pause.step")}
      </Button>
      <Button
        leftSection={<IconPlayerPlay {...iconProps} />}
        onClick={() =>
          resume.mutate(
            {},
            {
              onSuccess: () => notifyDone(t("queue.pause.resumed")),
              onError: (error) => notifyFailure(t("queue.pause.notResumed"), error),
            },
          )
        }
      >
        {t("queue.pause.resume")}
      </Button>
    </>
  );
}

function PauseButton() {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconPlayerPause {...iconProps} />} onClick={() => setAsking(true)}>
        {t("queue.pause.open")}
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title={t("queue.pause.title")}>
        <PauseForm text={t("queue.pause.text")} done={t("queue.pause.done")} onClose={() => setAsking(false)} />
      </Modal>
    </>
  );
}
