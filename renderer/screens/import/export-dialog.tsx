import { Alert, Button, Group, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { notifyDone } from "../../components/notify.tsx";
import { failureText } from "../../live/call-failure.ts";
import { useCommand } from "../../live/use-call.ts";
import { useKinds } from "../../live/use-kinds.ts";
import { t } from "../../i18n/i18n.ts";

type Format = "yaml" | "json";

/** Writes resources to a file that import reads. */
export function ExportDialog({ onClose }: { onClose: () => void }) {
  const kinds = useKinds();
  const [kind, setKind] = useState<string | null>(null);
  const [format, setFormat] = useState<Format>("yaml");
  const save = useCommand("export.save");
  const start = () =>
    save.mutate(
      { format, ...(kind !== null && { kind }) },
      {
        onSuccess: ({ path, count }) => {
          if (path === null) return;
          notifyDone(t("files.written", { count, path }));
          onClose();
        },
      },
    );
  return (
    <Dialog onClose={onClose} title={t("files.export")}>
      <Stack gap="md">
        <Select
          label={t("files.what")}
          placeholder={t("files.everything")}
          clearable
          data={kinds.data?.map((info) => ({ value: info.kind, label: info.plural })) ?? []}
          value={kind}
          onChange={setKind}
        />
        <div>
          <Text size="sm" fw={500} id="export-format">
            {t("files.as")}
          </Text>
          <SegmentedControl
            aria-labelledby="export-format"
            data={[
              { value: "yaml", label: "YAML" },
              { value: "json", label: "JSON" },
            ]}
            value={format}
            onChange={(value) => setFormat(value === "json" ? "json" : "yaml")}
          />
        </div>
        {save.isError && (
          <Alert color="red" title={t("files.notWritten")}>
            {failureText(save.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t("files.cancel")}
          </Button>
          <Button data-autofocus loading={save.isPending} onClick={start}>
            {t("files.exportNow")}
          </Button>
        </Group>
      </Stack>
    </Dialog>
  );
}
