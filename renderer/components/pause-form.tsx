import { Button, Group, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { ResourceRef } from "../../shared/model.ts";
import { t } from "../i18n/i18n.ts";
import { useCommand } from "../live/use-call.ts";
import { notifyDone } from "./notify.tsx";

interface PauseFormProps {
  /** What to pause; everything, where nothing is named. */
  target?: ResourceRef;
  /** What pausing means here. */
  text: string;
  /** What is said afterwards. */
  done: string;
  onClose(): void;
}

/** Asks why, and pauses. */
export function PauseForm({ target, text, done, onClose }: PauseFormProps) {
  const [reason, setReason] = useState("");
  const pause = useCommand("work.pause");
  const onSubmit = (event: FormEvent): void => {
    event.preventDefault();
    if (reason.trim() === "") return;
    pause.mutate(
      { ...target, reason: reason.trim() },
      {
        onSuccess() {
          notifyDone(done);
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={onSubmit}>
      <Stack gap="md">
        <p>{text}</p>
        <TextInput
          label={t("queue.pause.reason")}
          description={t("queue.pause.reasonHelp")}
          placeholder={t("queue.pause.reasonExample")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={pause.error?.message}
          data-autofocus
          required
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("queue.pause.cancel")}
          </Button>
          <Button type="submit" disabled={reason.trim() === ""} loading={pause.isPending}>
            {t("queue.pause.submit")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
