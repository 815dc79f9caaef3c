import { Button, Group, Radio, Stack, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import type { BulkAction } from "../../shared/bulk.ts";
import { t } from "../i18n/i18n.ts";

type Propagation = Extract<BulkAction, { do: "delete" }>["propagation"];

interface BulkFormProps {
  ask: "label" | "unlabel" | "pause" | "delete";
  onAction(action: BulkAction): void;
  onClose(): void;
}

/** Spells out an action: which label, which reason, what becomes of dependents. */
export function BulkForm({ ask, onAction, onClose }: BulkFormProps) {
  const [key, setKey] = useState("");
  const [value, setValue] = useState("");
  const [reason, setReason] = useState("");
  const [propagation, setPropagation] = useState<Propagation>("background");
  const action = ((): BulkAction | undefined => {
    switch (ask) {
      case "label":
        return key.trim() ? { do: "label", key: key.trim(), value: value.trim() } : undefined;
      case "unlabel":
        return key.trim() ? { do: "unlabel", key: key.trim() } : undefined;
      case "pause":
        return reason.trim() ? { do: "pause", reason: reason.trim() } : undefined;
      case "delete":
        return { do: "delete", propagation };
    }
  })();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (action) onAction(action);
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {(ask === "label" || ask === "unlabel") && (
          <TextInput
            label={t("bulk.form.key")}
            value={key}
            onChange={(event) => setKey(event.currentTarget.value)}
            data-autofocus
            required
          />
        )}
        {ask === "label" && (
          <TextInput
            label={t("bulk.form.value")}
            value={value}
            onChange={(event) => setValue(event.currentTarget.value)}
          />
        )}
        {ask === "pause" && (
          <TextInput
            label={t("bulk.form.reason")}
            description={t("bulk.form.reasonHelp")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
            required
          />
        )}
        {ask === "delete" && <PropagationChoice value={propagation} onChange={setPropagation} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("bulk.preview.cancel")}
          </Button>
          <Button type="submit" disabled={!action}>
            {t("bulk.form.next")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const propagations = ["background", "foreground", "orphan"] as const;

function PropagationChoice({ value, onChange }: { value: Propagation; onChange(value: Propagation): void }) {
  return (
    <Radio.Group
      label={t("bulk.form.dependents")}
      value={value}
      onChange={(chosen) => onChange(propagations.find((one) => one === chosen) ?? "background")}
    >
      <Stack gap="sm" mt="sm">
        {propagations.map((one) => (
          <Radio
            key={one}
            value={one}
            label={t(`bulk.form.${one}`)}
            description={t(`bulk.form.${one}Help`)}
            data-autofocus={one === value || undefined}
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}
