import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { Dropzone } from "@mantine/dropzone";
import { useMutation } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { failureText } from "../../live/call-failure.ts";
import { call } from "../../live/call.ts";
import { useCommand } from "../../live/use-call.ts";
import type { ImportPreview } from "../../../shared/model.ts";
import { ImportPreviewView } from "./import-preview.tsx";
import { ImportProgress } from "./import-progress.tsx";
import { ImportResult } from "./import-result.tsx";
import { maxImportBytes, sourceOf } from "./import-source.ts";
import { t } from "../../i18n/i18n.ts";

interface ImportDialogProps {
  /** What was dropped on the window; without it the dialog asks for a file. */
  file?: File | undefined;
  onClose: () => void;
}

/** From a file to resources: choose, look at what it would change, apply. Nothing is written before the last step. */
export function ImportDialog({ file, onClose }: ImportDialogProps) {
  const preview = useMutation({
    mutationFn: async (chosen: File | "dialog") => call("import.preview", { source: await sourceOf(chosen) }),
  });
  const apply = useCommand("import.apply");
  const read = preview.mutate;
  const begun = useRef<File>(undefined);
  useEffect(() => {
    // Once a file, also when React mounts twice to find effects that are not clean.
    if (!file || begun.current === file) return;
    begun.current = file;
    read(file);
  }, [file, read]);

  return (
    <Dialog onClose={onClose} size="xl" title={t("files.import")}>
      {apply.data ? (
        <ImportResult result={apply.data} onClose={onClose} />
      ) : preview.data ? (
        <Review
          preview={preview.data}
          applying={apply.isPending}
          error={apply.error}
          onApply={(skipWrong) => apply.mutate({ id: preview.data?.id ?? "", skipWrong })}
          onBack={preview.reset}
        />
      ) : (
        <Choose reading={preview.isPending} error={preview.error} onChoose={read} />
      )}
    </Dialog>
  );
}

interface ChooseProps {
  reading: boolean;
  error: Error | null;
  onChoose: (chosen: File | "dialog") => void;
}

function Choose({ reading, error, onChoose }: ChooseProps) {
  return (
    <Stack gap="md">
      <Text>{t("files.about")}</Text>
      {error && (
        <Alert color="red" title={t("files.cannot")}>
          {failureText(error)}
        </Alert>
      )}
      <Dropzone
        aria-label={t("files.dropHere")}
        multiple={false}
        maxSize={maxImportBytes}
        loading={reading}
        activateOnClick={false}
        activateOnKeyboard={false}
        enablePointerEvents
        onDrop={([file]) => file && onChoose(file)}
        onReject={([rejected]) => rejected && onChoose(rejected.file)}
      >
        <Stack align="center" gap="sm" py="xl">
          <Text c="dimmed">{t("files.dropHereOr")}</Text>
          <Button data-autofocus onClick={() => onChoose("dialog")}>
            {t("files.choose")}
          </Button>
        </Stack>
      </Dropzone>
    </Stack>
  );
}

interface ReviewProps {
  preview: ImportPreview;
  applying: boolean;
  error: Error | null;
  onApply: (skipWrong: boolean) => void;
  onBack: () => void;
}

function Review({ preview, applying, error, onApply, onBack }: ReviewProps) {
  const writes = preview.created + preview.changed;
  return (
    <Stack gap="md">
      <ImportPreviewView preview={preview} />
      {error && (
        <Alert color="red" title={t("files.notAll")}>
          {failureText(error)}
        </Alert>
      )}
      {applying ? (
        <ImportProgress id={preview.id} total={writes} />
      ) : (
        <Group justify="flex-end">
          <Button variant="default" onClick={onBack}>
            {t("files.another")}
          </Button>
          <Button data-autofocus disabled={writes === 0} onClick={() => onApply(preview.wrong > 0)}>
            {applyText(writes, preview.wrong)}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function applyText(writes: number, wrong: number): string {
  if (writes === 0) return t("files.nothing");
  return wrong > 0 ? t("files.applyRight", { count: writes, wrong }) : t("files.apply", { count: writes });
}
