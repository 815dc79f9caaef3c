import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { focusScreen } from "../../components/focus-screen.ts";
import { notifyDone } from "../../components/notify.tsx";
import { documentOf } from "../../drafts/edit-document.ts";
import { sameJson } from "../../drafts/merge.ts";
import { useDraft } from "../../drafts/use-draft.ts";
import type { KindInfo, Pause, Resource } from "../../../shared/model.ts";
import { useScreenCommand } from "../../shell/screen-commands.ts";
import { DraftTwins } from "./draft-notes.tsx";
import { DraftEditor } from "./draft-editor.tsx";
import { ReviewDialog } from "./review-dialog.tsx";
import classes from "./edit-tab.module.css";
import { t } from "../../i18n/i18n.ts";

interface EditTabProps {
  info: KindInfo;
  live: Resource;
  /** What keeps it from being reconciled. */
  pause: Pause | null;
}

/** What a person wants of the resource: edited as a draft, applied after a look at what it would change and do. */
export function EditTab({ info, live, pause }: EditTabProps) {
  const editing = useDraft(info, live.metadata.uid, live);
  const [reviewing, setReviewing] = useState(false);
  const discard = (): void => {
    const restore = editing.discard();
    focusScreen();
    notifyDone(t("resource.edit.discarded", { name: live.metadata.name }), restore);
  };
  const wrong = editing.problems.length > 0;
  const deleting = live.metadata.deletionTimestamp !== undefined;
  const canReview = editing.dirty && !wrong && !deleting;
  const review = (): void => setReviewing(true);
  useScreenCommand("review", t("resource.edit.review"), canReview ? review : undefined);
  useScreenCommand("discard", t("resource.edit.discard"), editing.dirty ? discard : undefined);
  const overtaken = editing.dirty && editing.base !== null && !sameJson(documentOf(editing.base), documentOf(live));
  return (
    <>
      <DraftEditor
        editing={editing}
        label={`${live.kind} ${live.metadata.name}`}
        readOnly={deleting}
        notes={<DraftTwins info={info} editing={editing} uid={live.metadata.uid} />}
      >
        <Text component="output" size="sm" c="dimmed" className={classes.note ?? ""}>
          {noteOf({ dirty: editing.dirty, kept: editing.kept, wrong, overtaken, deleting })}
        </Text>
        <Button variant="default" disabled={!editing.dirty} onClick={discard}>
          {t("resource.edit.discard")}
        </Button>
        <Button disabled={!canReview} onClick={review}>
          {t("resource.edit.review")}
        </Button>
      </DraftEditor>
      {reviewing && editing.dirty && (
        <ReviewDialog live={live} pause={pause} editing={editing} onClose={() => setReviewing(false)} />
      )}
    </>
  );
}

interface Note {
  dirty: boolean;
  kept: boolean;
  wrong: boolean;
  overtaken: boolean;
  deleting: boolean;
}

function noteOf({ dirty, kept, wrong, overtaken, deleting }: Note): string {
  if (deleting) return t("resource.edit.deleting");
  if (!dirty) return "";
  if (!kept) return t("resource.edit.notKept");
  if (wrong) return t("resource.edit.wrong");
  if (overtaken) return t("resource.edit.overtaken");
  return t("resource.edit.kept");
}
