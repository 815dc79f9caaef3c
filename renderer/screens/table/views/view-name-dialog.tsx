import { Button, Group, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { Dialog } from "../../../components/dialog.tsx";
import { t } from "../../../i18n/i18n.ts";

const longestName = 100;

interface ViewNameDialogProps {
  title: string;
  name: string;
  /** Resolves with whether the name was taken; the dialog stays when not. */
  onName(name: string): Promise<boolean>;
  onClose(): void;
}

/** Asks for a view's name. */
export function ViewNameDialog({ title, name, onName, onClose }: ViewNameDialogProps) {
  const [text, setText] = useState(name);
  const [isBusy, setBusy] = useState(false);
  const isEmpty = text.trim() === "";
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (isEmpty) return;
    setBusy(true);
    const isTaken = await onName(text.trim());
    setBusy(false);
    if (isTaken) onClose();
  };
  return (
    <Dialog onClose={onClose} title={title} size="sm">
      <form onSubmit={(event) => void submit(event)}>
        <TextInput
          label={t("table.view.name")}
          value={text}
          maxLength={longestName}
          data-autofocus
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Group justify="flex-end" mt="lg">
          <Button variant="default" onClick={onClose}>
            {t("table.view.cancel")}
          </Button>
          <Button type="submit" disabled={isEmpty} loading={isBusy}>
            {t("table.view.save")}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
