import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { Dialog } from "../../components/dialog.tsx";
import { applyEdit, type SeenEdit } from "./apply-edit.ts";
import { notifyDone } from "../../components/notify.tsx";
import { documentOf, editDocument, toEdit } from "../../drafts/edit-document.ts";
import { changedPaths } from "../../drafts/changed-paths.ts";
import { type MergeConflict, mergeThreeWay, takeTheirs } from "../../drafts/merge.ts";
import type { DraftEditing } from "../../drafts/use-draft.ts";
import { YamlDiff } from "../../editor/yaml-diff.tsx";
import { writeYaml } from "../../editor/yaml-document.ts";
import { type Path, pathText } from "../../forms/path.ts";
import { isPaused } from "../../live/paused.ts";
import { failureText } from "../../live/call-failure.ts";
import type { Pause, Resource } from "../../../shared/model.ts";
import { t } from "../../i18n/i18n.ts";
import { undoEdit } from "./undo-edit.ts";
import { ConflictChoices, type Side } from "./conflict-choices.tsx";
import { PauseNote } from "./pause-actions.tsx";
import { PlanPreview } from "./plan-preview.tsx";

const namedFields = 8;

interface ReviewDialogProps {
  /** The resource as it is now; when it changed since the draft was begun, the two changes are merged. */
  live: Resource;
  /** What keeps it from being reconciled. */
  pause: Pause | null;
  editing: DraftEditing;
  onClose: () => void;
}

/** What an edit changes and what the reconciler would do about it, before it is applied. */
export function ReviewDialog({ live, pause, editing, onClose }: ReviewDialogProps) {
  const update = useMutation({ mutationFn: (seenEdit: SeenEdit) => applyEdit(seenEdit) });
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({});
  const current = useMemo(() => documentOf(live), [live]);
  const { merged, conflicts } = useMemo(
    () => mergeThreeWay(documentOf(editing.base ?? live), editing.document, current),
    [editing.base, editing.document, live, current],
  );
  const decided = conflicts.every(({ path }) => sides[pathText(path)] !== undefined);
  const document = useMemo(
    () => editDocument.safeParse(conflicts.reduce(applySide(sides), merged)),
    [conflicts, merged, sides],
  );
  const edit = useMemo(() => (document.success ? toEdit(live, document.data) : undefined), [document, live]);

  const changes = useMemo(
    () => changedPaths(current, document.success ? document.data : merged),
    [current, document, merged],
  );
  const elsewhere = useMemo(() => {
    const inConflict = new Set(conflicts.map(({ path }) => pathText(path)));
    const changed = editing.base ? changedPaths(documentOf(editing.base), current) : [];
    return changed.filter((path) => !inConflict.has(pathText(path)));
  }, [editing.base, current, conflicts]);
  const isNothingLeft = decided && changes.length === 0;
  const canApply = decided && edit !== undefined && !isNothingLeft;
  const discard = () => {
    notifyDone(t("resource.edit.discarded", { name: live.metadata.name }), editing.discard());
    onClose();
  };
  const apply = () => {
    if (!edit) return;
    update.mutate(
      { edit, seen: current },
      {
        onSuccess: (applied) => {
          editing.discard();
          notifyDone(doneText(applied, live), () => void undoEdit(applied, current));
          onClose();
        },
      },
    );
  };

  return (
    <Dialog onClose={onClose} size="xl" title={t("resource.review.title", { name: live.metadata.name })}>
      <Stack gap="md">
        {conflicts.length > 0 && (
          <ConflictChoices
            conflicts={conflicts}
            sides={sides}
            onChoose={(path, side) => setSides((chosen) => ({ ...chosen, [path]: side }))}
          />
        )}
        {elsewhere.length > 0 && (
          <Text>{t("resource.review.elsewhere", { count: elsewhere.length, fields: fieldsText(elsewhere) })}</Text>
        )}
        <section aria-label={t("resource.review.changes")}>
          <Text fw={600}>{t("resource.review.changes")}</Text>
          <Text component="output" display="block" c="dimmed" mb="xs">
            {isNothingLeft
              ? t("resource.review.nothingLeft")
              : t("resource.review.fields", { count: changes.length, fields: fieldsText(changes) })}
          </Text>
          {changes.length > 0 && (
            <YamlDiff
              label={t("resource.review.changesOf", { name: live.metadata.name })}
              before={writeYaml(current)}
              after={writeYaml(document.success ? document.data : merged)}
            />
          )}
        </section>
        {edit && !isNothingLeft && <PlanPreview edit={edit} />}
        {pause && !isNothingLeft && <PauseNote pause={pause} />}
        {update.isError && (
          <Alert color="red" title={t("resource.review.failed")}>
            {failureText(update.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus={!canApply || undefined}>
            {t("resource.review.back")}
          </Button>
          {isNothingLeft ? (
            <Button onClick={discard}>{t("resource.edit.discard")}</Button>
          ) : (
            <Button
              data-autofocus={canApply || undefined}
              loading={update.isPending}
              disabled={!canApply}
              onClick={apply}
            >
              {t("resource.review.apply")}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}

function doneText({ kind, metadata: { name, uid, generation } }: Resource, before: Resource): string {
  if (generation === before.metadata.generation) return t("resource.review.doneQuietly", { name });
  return t(isPaused({ kind, uid }) ? "resource.review.donePaused" : "resource.review.done", { name });
}

function fieldsText(paths: readonly Path[]): string {
  const names = paths.slice(0, namedFields).map(pathText).join(", ");
  const more = paths.length - namedFields;
  return more > 0 ? t("resource.review.moreFields", { fields: names, count: more }) : names;
}

function applySide(sides: Readonly<Record<string, Side>>) {
  return (document: unknown, conflict: MergeConflict): unknown =>
    sides[pathText(conflict.path)] === "theirs" ? takeTheirs(document, conflict) : document;
}
