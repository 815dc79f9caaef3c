import { Button, Progress, Stack } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import type { Row } from "../../../shared/model.ts";
import { formatCount } from "../../components/format.ts";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { failureText } from "../../live/call-failure.ts";
import { type BulkResult, runBulk } from "./bulk-run.ts";

interface BulkAction {
  /** As in "Enqueue: 12 of 480". */
  title: string;
  /** As in "480 resources enqueued". */
  done: string;
  act(row: Row): Promise<unknown>;
  /** Takes back what was done to these rows. */
  undo?(rows: readonly Row[]): void;
}

/** Runs an action over many rows in the background: progress, a way to stop it, and at the end what came of it. */
export async function runBulkAction(rows: readonly Row[], { title, done, act, undo }: BulkAction): Promise<void> {
  const stop = new AbortController();
  const view = (finished: number) => ({
    autoClose: false,
    allowClose: false,
    withBorder: true,
    title: `${title}: ${formatCount(finished)} of ${formatCount(rows.length)}`,
    message: (
      <Stack gap="sm" align="flex-start">
        <Progress w="100%" value={(finished / rows.length) * 100} aria-label={title} />
        <Button size="compact-sm" variant="default" onClick={() => stop.abort()}>
          Stop
        </Button>
      </Stack>
    ),
  });
  const id = notifications.show(view(0));
  let shownPercent = 0;
  const onProgress = (finished: number): void => {
    const percent = Math.floor((finished / rows.length) * 100);
    if (percent > shownPercent) notifications.update({ id, ...view(finished) });
    shownPercent = percent;
  };
  const result = await runBulk(rows, act, { signal: stop.signal, onProgress });
  notifications.hide(id);
  if (result.failed.length > 0)
    notifyFailure(`${title}: ${formatCount(result.failed.length)} failed`, failures(result));
  if (result.done.length === 0) return;
  const rest = result.left.length > 0 ? `, ${formatCount(result.left.length)} left as they were` : "";
  notifyDone(`${formatCount(result.done.length)} ${done}${rest}.`, undo && (() => undo(result.done)));
}

const named = 3;

function failures({ failed }: BulkResult<Row>): Error {
  const lines = failed.slice(0, named).map(({ item, error }) => `${item.name}: ${failureText(error)}`);
  const more = failed.length > named ? [`and ${formatCount(failed.length - named)} more`] : [];
  return new Error([...lines, ...more].join("; "));
}
