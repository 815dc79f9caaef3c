import { Button, Group, Text } from "@mantine/core";
import { notifyFailure } from "../../components/notify.tsx";
import { ProgressOf } from "../../components/progress-of.tsx";
import { t } from "../../i18n/i18n.ts";
import { useCommand } from "../../live/use-call.ts";
import { useStream } from "../../live/use-stream.ts";
import classes from "./import-progress.module.css";

/** How far an import is that is being applied, and the way to stop it. */
export function ImportProgress({ id, total }: { id: string; total: number }) {
  const done = useStream("importProgress", { id }, ({ message }) => message?.progress?.done ?? 0);
  const stop = useCommand("import.stop");
  return (
    <Group gap="md" wrap="nowrap">
      <ProgressOf className={classes.bar} done={done} total={total} label={t("files.import")} />
      <Text className={classes.words}>{t("files.progress", { done, total })}</Text>
      <Button
        data-autofocus
        variant="default"
        disabled={stop.isPending}
        onClick={() => stop.mutate({ id }, { onError: (error) => notifyFailure(t("files.notStopped"), error) })}
      >
        {t("files.stop")}
      </Button>
    </Group>
  );
}
