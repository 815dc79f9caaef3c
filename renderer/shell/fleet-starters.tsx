import { Button, Group } from "@mantine/core";
import { IconFileImport, IconPlus, IconSparkles } from "@tabler/icons-react";
import { useKind } from "../live/use-kinds.ts";
import { openFileDialog } from "./file-dialogs.ts";
import { inSentence } from "./in-sentence.ts";
import { navigate } from "./navigation.ts";
import { useDemoFleet } from "./use-demo-fleet.ts";
import { t } from "../i18n/i18n.ts";

const iconProps = { size: 16, stroke: 1.6, "aria-hidden": true } as const;

/** The ways out of an empty fleet. */
export function FleetStarters({ kind = "Device" }: { kind?: string }) {
  const known = useKind(kind);
  const demo = useDemoFleet();
  return (
    <Group justify="center">
      <Button leftSection={<IconSparkles {...iconProps} />} loading={demo.isPending} onClick={demo.create}>
        {t("shell.demo")}
      </Button>
      <Button
        variant="default"
        leftSection={<IconFileImport {...iconProps} />}
        onClick={() => openFileDialog("import")}
      >
        {t("shell.import")}
      </Button>
      {known && (
        <Button
          variant="default"
          leftSection={<IconPlus {...iconProps} />}
          onClick={() => navigate({ screen: "new", kind })}
        >
          {t("shell.newOf", { kind: inSentence(kind) })}
        </Button>
      )}
    </Group>
  );
}
