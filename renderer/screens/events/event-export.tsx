import { Button, Menu } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { ProgressOf } from "../../components/progress-of.tsx";
import { t } from "../../i18n/i18n.ts";
import { useCommand } from "../../live/use-call.ts";
import { useStream } from "../../live/use-stream.ts";
import classes from "./event-export.module.css";
import type { EventsQuestion } from "./use-event-log.ts";

/** Writes what is filtered to a file, shows how far it is and can be stopped. */
export function EventExport({ question }: { question: EventsQuestion }) {
  const progress = useStream("eventExport", {}, ({ message }) => message?.progress);
  const save = useCommand("events.export");
  const cancel = useCommand("events.cancelExport");
  const start = (format: "jsonl" | "json") =>
    save.mutate(
      { ...question, format },
      {
        onSuccess: ({ path, count }) => path !== null && notifyDone(t("events.export.done", { count, path })),
        onError: (error) => notifyFailure(t("events.export.failed"), error),
      },
    );
  if (progress) {
    const { written, total } = progress;
    return (
      <div className={classes.progress}>
        <ProgressOf className={classes.bar} done={written} total={total} label={t("events.export.bar")} />
        <span className={classes.words}>{t("events.export.progress", { written, total })}</span>
        <Button
          variant="default"
          onClick={() =>
            cancel.mutate({}, { onError: (error) => notifyFailure(t("events.export.notCancelled"), error) })
          }
        >
          {t("events.export.cancel")}
        </Button>
      </div>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} loading={save.isPending}>
          {t("events.export.button")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => start("jsonl")}>{t("events.export.jsonl")}</Menu.Item>
        <Menu.Item onClick={() => start("json")}>{t("events.export.json")}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
