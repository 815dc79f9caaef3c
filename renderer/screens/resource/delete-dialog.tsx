import { Button, Group, Loader, Modal, Radio, Stack, Text } from "@mantine/core";
import { skipToken } from "@tanstack/react-query";
import { useState } from "react";
import { formatCount } from "../../components/format.ts";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { useCall, useCommand } from "../../live/use-call.ts";
import { navigate } from "../../shell/navigation.ts";
import type { KindInfo, Resource } from "../../../shared/model.ts";

type Propagation = "background" | "foreground" | "orphan";

interface DeleteDialogProps {
  info: KindInfo;
  resource: Resource;
  opened: boolean;
  onClose: () => void;
}

/** Asks before a resource is deleted, and says what becomes of those that it owns. */
export function DeleteDialog({ info, resource, opened, onClose }: DeleteDialogProps) {
  const { name, uid } = resource.metadata;
  const ref = { kind: resource.kind, uid };
  const [propagation, setPropagation] = useState<Propagation>("background");
  const related = useCall("resources.related", opened ? ref : skipToken);
  const remove = useCommand("resources.delete");
  const dependents = related.data?.dependentsTotal ?? 0;
  const confirm = () =>
    remove.mutate(
      { ...ref, propagation },
      {
        onSuccess: ({ gone }) => {
          notifyDone(gone ? `${name} is deleted` : `${name} is being deleted`);
          onClose();
          if (gone) navigate({ screen: "table", kind: resource.kind });
        },
        onError: (error) => notifyFailure(`${name} was not deleted`, error),
      },
    );
  return (
    <Modal opened={opened} onClose={onClose} title={`Delete ${resource.kind.toLowerCase()} ${name}?`}>
      <Stack gap="md">
        <Text>Once it is deleted, nobody looks after it any more. Machines themselves stay as they are.</Text>
        {related.isPending && <Loader size="xs" aria-label="Looking for dependents" />}
        {dependents > 0 && (
          <Radio.Group
            label={`It owns ${formatCount(dependents)} other${dependents === 1 ? "" : "s"}: ${nameSome(related.data?.dependents ?? [], dependents)}`}
            value={propagation}
            onChange={(value) => setPropagation(propagationOf(value))}
          >
            <Stack gap="sm" mt="sm">
              <Radio
                value="background"
                label="Delete them too"
                description="This one goes at once, they go after it."
              />
              <Radio
                value="foreground"
                label="Delete them first"
                description="This one goes when the last of them is gone."
              />
              <Radio value="orphan" label="Keep them" description="They stay, without an owner." />
            </Stack>
          </Radio.Group>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button color="red.9" loading={remove.isPending} disabled={related.isPending} onClick={confirm}>
            {dependents > 0 && propagation !== "orphan"
              ? `Delete ${formatCount(dependents + 1)} resources`
              : `Delete this ${info.kind.toLowerCase()}`}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function propagationOf(value: string): Propagation {
  return value === "foreground" || value === "orphan" ? value : "background";
}

function nameSome(rows: readonly { name: string }[], total: number): string {
  const names = rows.slice(0, 4).map(({ name }) => name);
  const rest = total - names.length;
  return rest > 0 ? `${names.join(", ")} and ${formatCount(rest)} more` : names.join(", ");
}
