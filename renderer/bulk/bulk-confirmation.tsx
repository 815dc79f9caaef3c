import { Alert, Button, Group, Loader, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { BulkAction } from "../../shared/bulk.ts";
import type { BulkTarget } from "../../shared/questions.ts";
import { CountConfirmation, isCount } from "../components/count-confirmation.tsx";
import { t } from "../i18n/i18n.ts";
import { call } from "../live/call.ts";
import { failureText } from "../live/call-failure.ts";
import { useCommand } from "../live/use-call.ts";
import { isUndoable } from "./action-text.ts";
import { rememberJob } from "./undo-job.ts";
import { PreviewText } from "./preview-text.tsx";

interface BulkConfirmationProps {
  title: string;
  target: BulkTarget;
  action: BulkAction;
  onBack: (() => void) | undefined;
  onClose(): void;
  onStarted: (() => void) | undefined;
}

/** What comes after the dialog has opened does not get the focus by itself. */
function takeFocus(element: HTMLElement | null): void {
  element?.focus();
}

/** What an action would do, and the button that has it done. Deletes are confirmed by their number. */
export function BulkConfirmation({ title, target, action, onBack, onClose, onStarted }: BulkConfirmationProps) {
  const preview = useQuery({
    queryKey: ["bulk.preview", target, action],
    queryFn: () => call("bulk.preview", { target, action }),
    // A preview holds all that it would touch: what was looked at before is of no use.
    gcTime: 0,
    staleTime: Infinity,
  });
  const start = useCommand("bulk.start");
  const [typed, setTyped] = useState("");
  const count = preview.data?.affected ?? 0;
  const isFinal = action.do === "delete";
  const isConfirmed = count > 0 && (!isFinal || isCount(typed, count));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (!preview.data || !isConfirmed) return;
    start.mutate(
      { preview: preview.data.id, count },
      {
        onSuccess({ id }) {
          if (id !== null) {
            rememberJob(id);
            onStarted?.();
          }
          onClose();
        },
      },
    );
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        {preview.isPending && <Loader size="sm" aria-label={t("bulk.preview.looking")} />}
        {preview.isError && (
          <Alert color="red" title={t("bulk.preview.failed")}>
            {failureText(preview.error)}
          </Alert>
        )}
        {preview.data && <PreviewText preview={preview.data} />}
        {count > 0 && isUndoable(action) && <p>{t("bulk.preview.undoable")}</p>}
        {count > 0 && isFinal && (
          <>
            <p>{t("bulk.preview.final")}</p>
            <CountConfirmation count={count} typed={typed} onType={setTyped} ref={takeFocus} />
          </>
        )}
        {start.isError && (
          <Alert color="red" title={t("bulk.preview.notStarted")}>
            {failureText(start.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          {onBack && (
            <Button variant="default" onClick={onBack}>
              {t("bulk.preview.back")}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            {preview.isSuccess && count === 0 ? t("bulk.preview.close") : t("bulk.preview.cancel")}
          </Button>
          {count > 0 && (
            <Button
              type="submit"
              {...(!isFinal && { ref: takeFocus })}
              loading={start.isPending}
              disabled={!isConfirmed}
              {...(isFinal && { color: "red.9" })}
            >
              {t("bulk.preview.start", { title, count })}
            </Button>
          )}
        </Group>
      </Stack>
    </form>
  );
}
