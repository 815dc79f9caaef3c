import { Alert, Button, Text } from "@mantine/core";
import { useEffect, useState } from "react";
import { EmptyPlace } from "../../components/empty-place.tsx";
import { focusScreen } from "../../components/focus-screen.ts";
import { notifyDone } from "../../components/notify.tsx";
import { toDraft } from "../../drafts/edit-document.ts";
import { useDraft } from "../../drafts/use-draft.ts";
import { failureText } from "../../live/call-failure.ts";
import { focusField } from "../../forms/focus-field.ts";
import { useCommand } from "../../live/use-call.ts";
import { useAreKindsTold, useKind } from "../../live/use-kinds.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { lastTable } from "../../shell/last-table.ts";
import { navigate } from "../../shell/navigation.ts";
import type { KindInfo } from "../../../shared/model.ts";
import { DraftTwins } from "./draft-notes.tsx";
import { DraftEditor } from "./draft-editor.tsx";
import classes from "./new-resource-screen.module.css";
import { t } from "../../i18n/i18n.ts";
import { inSentence } from "../../shell/in-sentence.ts";

export default function NewResourceScreen({ kind }: { kind: string }) {
  const info = useKind(kind);
  const areKindsTold = useAreKindsTold();
  if (info) return <NewResource key={kind} info={info} />;
  if (!areKindsTold) return null;
  return <EmptyPlace title={t("resource.unknownKind.title", { kind })} text={t("resource.unknownKind.text")} />;
}

function NewResource({ info }: { info: KindInfo }) {
  useBreadcrumbs([{ label: info.plural, to: lastTable(info.kind) }, { label: t("resource.new.crumb") }]);
  const editing = useDraft(info, "new", null);
  const create = useCommand("resources.create");
  const [isTried, setTried] = useState(false);
  useEffect(() => focusField(["metadata", "name"]), []);
  const isWrong = editing.problems.length > 0;
  const submit = (): void => {
    setTried(true);
    if (isWrong) return;
    create.mutate(toDraft(info.kind, editing.document), {
      onSuccess: ({ kind, metadata }) => {
        editing.discard();
        notifyDone(t("resource.new.created", { name: metadata.name }));
        navigate({ screen: "resource", kind, uid: metadata.uid });
      },
    });
  };
  const startAgain = (): void => {
    const restore = editing.discard();
    focusScreen();
    notifyDone(t("resource.new.discarded"), restore);
  };
  return (
    <div className={classes.page}>
      <header className={classes.header}>
        <h1>{t("resource.new.title", { kind: inSentence(info.kind) })}</h1>
        <Text c="dimmed">{info.description}</Text>
      </header>
      {create.isError && (
        <Alert color="red" title={t("resource.new.failed")} className={classes.alert ?? ""}>
          {failureText(create.error)}
        </Alert>
      )}
      <div className={classes.editor}>
        <DraftEditor
          editing={editing}
          label={t("resource.new.title", { kind: inSentence(info.kind) })}
          readOnly={false}
          isTried={isTried}
          notes={<DraftTwins info={info} editing={editing} />}
        >
          <span className={classes.gap} />
          <Button variant="default" disabled={!editing.dirty} onClick={startAgain}>
            {t("resource.new.again")}
          </Button>
          <Button loading={create.isPending} disabled={isTried && isWrong} onClick={submit}>
            {t("resource.new.create")}
          </Button>
        </DraftEditor>
      </div>
    </div>
  );
}
