import { Alert, Button, Group, Modal, SegmentedControl, Select, Stack, Text } from "@mantine/core";
import { useState } from "react";
import { formatCounted } from "../../components/format.ts";
import { notifyDone } from "../../components/notify.tsx";
import { failureText } from "../../live/call-failure.ts";
import { useCommand } from "../../live/use-call.ts";
import { useKinds } from "../../live/use-kinds.ts";

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
          notifyDone(`${formatCounted(count, "resource", "resources")} written to ${path}`);
          onClose();
        },
      },
    );
  return (
    <Modal opened onClose={onClose} title="Export">
      <Stack gap="md">
        <Select
          label="What"
          placeholder="Everything"
          clearable
          data={kinds.data?.map((info) => ({ value: info.kind, label: info.plural })) ?? []}
          value={kind}
          onChange={setKind}
        />
        <div>
          <Text size="sm" fw={500} id="export-format">
            As
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
          <Alert color="red" title="The file was not written">
            {failureText(save.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button data-autofocus loading={save.isPending} onClick={start}>
            Export…
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
