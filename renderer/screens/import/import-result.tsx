import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { navigate } from "../../shell/navigation.ts";
import type { CallReply } from "../../../shared/contract.ts";
import { ImportProblems } from "./import-problems.tsx";
import { t } from "../../i18n/i18n.ts";

interface ImportResultProps {
  result: CallReply<"import.apply">;
  onClose: () => void;
}

export function ImportResult({ result, onClose }: ImportResultProps) {
  const { created, changed, unchanged, wrong, problems, left } = result;
  return (
    <Stack gap="md">
      <Text component="output">{t("files.result", { created, changed, unchanged })}</Text>
      {left > 0 && <Alert color="yellow">{t("files.left", { count: left })}</Alert>}
      {problems.length > 0 && <ImportProblems problems={problems} total={wrong} />}
      <Group justify="flex-end">
        <Button
          data-autofocus
          onClick={() => {
            onClose();
            navigate({ screen: "overview" });
          }}
        >
          {t("files.watch")}
        </Button>
      </Group>
    </Stack>
  );
}
