import { Button, Group, Stack, Text } from "@mantine/core";
import { formatCount } from "../../components/format.ts";
import { navigate } from "../../shell/navigation.ts";
import type { CallReply } from "../../../shared/contract.ts";
import { ImportProblems } from "./import-problems.tsx";

interface ImportResultProps {
  result: CallReply<"import.apply">;
  onClose: () => void;
}

export function ImportResult({ result, onClose }: ImportResultProps) {
  const { created, changed, unchanged, problems } = result;
  return (
    <Stack gap="md">
      <Text component="output">
        {formatCount(created)} created, {formatCount(changed)} changed, {formatCount(unchanged)} left as they were. They
        are being reconciled.
      </Text>
      {problems.length > 0 && <ImportProblems problems={problems} total={problems.length} />}
      <Group justify="flex-end">
        <Button
          data-autofocus
          onClick={() => {
            onClose();
            navigate({ screen: "overview" });
          }}
        >
          Watch it happen
        </Button>
      </Group>
    </Stack>
  );
}
