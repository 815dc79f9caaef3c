import { Button, Group } from "@mantine/core";
import { IconPlus, IconSparkles } from "@tabler/icons-react";
import { formatCounted } from "../components/format.ts";
import { notifyDone, notifyFailure } from "../components/notify.tsx";
import { useCommand } from "../live/use-call.ts";
import { useKinds } from "../live/use-kinds.ts";
import { navigate } from "./navigation.ts";

/** The ways out of an empty fleet. */
export function FleetStarters({ kind = "Device" }: { kind?: string }) {
  const kinds = useKinds().data ?? [];
  const demo = useCommand("demo.create");
  const tryDemo = (): void =>
    demo.mutate(
      {},
      {
        onSuccess: ({ created }) =>
          notifyDone(`The demo fleet is there: ${formatCounted(created, "resource", "resources")}.`),
        onError: (error) => notifyFailure("The demo fleet could not be made", error),
      },
    );
  const known = kinds.some((info) => info.kind === kind);
  return (
    <Group>
      <Button leftSection={<IconSparkles size={16} aria-hidden />} loading={demo.isPending} onClick={tryDemo}>
        Try a demo fleet
      </Button>
      {known && (
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() => navigate({ screen: "new", kind })}
        >
          New {kind.toLowerCase()}
        </Button>
      )}
    </Group>
  );
}
