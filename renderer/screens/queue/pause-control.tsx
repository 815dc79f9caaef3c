import { Button, Group, Modal, Stack, TextInput } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipForward } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useStore } from "zustand";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
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
        onSuccess: ({ ran }) => notifyDone(ran ? `${ran.kind} ${ran.uid}: let through` : "Nothing is waiting"),
        onError: (error) => notifyFailure("No step was made", error),
      },
    );
  return (
    <>
      <Button variant="default" leftSection={<IconPlayerSkipForward {...iconProps} />} onClick={runOne}>
        Step
      </Button>
      <Button
        leftSection={<IconPlayerPlay {...iconProps} />}
        onClick={() =>
          resume.mutate(
            {},
            {
              onSuccess: () => notifyDone("Work goes on"),
              onError: (error) => notifyFailure("The queue is still paused", error),
            },
          )
        }
      >
        Resume
      </Button>
    </>
  );
}

function PauseButton() {
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button variant="default" leftSection={<IconPlayerPause {...iconProps} />} onClick={() => setAsking(true)}>
        Pause…
      </Button>
      <Modal opened={asking} onClose={() => setAsking(false)} title="Pause all work">
        <PauseForm onDone={() => setAsking(false)} />
      </Modal>
    </>
  );
}

function PauseForm({ onDone }: { onDone(): void }) {
  const [reason, setReason] = useState("");
  const pause = useCommand("work.pause");
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() === "") return;
    pause.mutate(
      { reason: reason.trim() },
      {
        onSuccess() {
          notifyDone("All work is paused");
          onDone();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <p>Work collects and nothing is done until you resume; what is in processing is finished.</p>
        <TextInput
          label="Reason"
          description="Whoever finds the queue paused will read it."
          placeholder="Maintenance of rack 4"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={pause.error?.message}
          data-autofocus
          required
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onDone}>
            Cancel
          </Button>
          <Button type="submit" disabled={reason.trim() === ""} loading={pause.isPending}>
            Pause
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
