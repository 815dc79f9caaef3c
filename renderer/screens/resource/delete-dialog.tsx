import { Alert, Button, Group, Loader, Modal, Radio, Stack, Text } from "@mantine/core";
import { skipToken } from "@tanstack/react-query";
import { useState } from "react";
import { CountConfirmation, isCount } from "../../components/count-confirmation.tsx";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { draftKey, dropDraft } from "../../drafts/draft-store.ts";
import { failureText } from "../../live/call-failure.ts";
import { useCall, useCommand } from "../../live/use-call.ts";
import { lastTable } from "../../shell/last-table.ts";
import { navigate } from "../../shell/navigation.ts";
import type { KindInfo, Resource } from "../../../shared/model.ts";
import { t } from "../../i18n/i18n.ts";
import { inSentence } from "../../shell/in-sentence.ts";

type Propagation = "background" | "foreground" | "orphan";

interface DeleteDialogProps {
  info: KindInfo;
  resource: Resource;
  opened: boolean;
  onClose: () => void;
}

/** Asks before a resource is deleted, and says what becomes of those that it owns. */
export function DeleteDialog({ info, resource, opened, onClose }: DeleteDialogProps) {
  const { name, uid } = resource.metadata;
  const ref = { kind: resource.kind, uid };
  const [propagation, setPropagation] = useState<Propagation>("background");
  const reach = useCall("resources.deletionReach", opened ? ref : skipToken);
  const remove = useCommand("resources.delete");
  const [typed, setTyped] = useState("");
  const { going = 0, staying = 0, names = [] } = reach.data ?? {};
  const count = propagation === "orphan" ? 1 : going + 1;
  const isConfirmed = count === 1 || isCount(typed, count);
  const confirm = () =>
    remove.mutate(
      { ...ref, propagation },
      {
        onSuccess: ({ gone }) => {
          notifyDone(gone ? t("resource.delete.done", { name }) : t("resource.delete.begun", { name }));
          dropDraft(draftKey(resource.kind, uid));
          onClose();
          if (gone) navigate(lastTable(resource.kind));
        },
        onError: (error) => notifyFailure(t("resource.delete.failed", { name }), error),
      },
    );
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t("resource.delete.title", { kind: inSentence(resource.kind), name })}
    >
      <Stack gap="md">
        <Text>{t("resource.delete.text")}</Text>
        {reach.isPending && <Loader size="xs" aria-label={t("resource.delete.looking")} />}
        {reach.isError && (
          <Alert color="orange" title={t("resource.delete.lookFailed")}>
            {failureText(reach.error)}
          </Alert>
        )}
        {staying > 0 && <Text>{t("resource.delete.shared", { count: staying })}</Text>}
        {going > 0 && (
          <Radio.Group
            label={t("resource.delete.owns", { count: going, names: nameSome(names, going) })}
            value={propagation}
            onChange={(value) => setPropagation(propagationOf(value))}
          >
            <Stack gap="sm" mt="sm">
              <Radio
                value="background"
                label={t("resource.delete.background")}
                description={t("resource.delete.backgroundHelp")}
              />
              <Radio
                value="foreground"
                label={t("resource.delete.foreground")}
                description={t("resource.delete.foregroundHelp")}
              />
              <Radio value="orphan" label={t("resource.delete.orphan")} description={t("resource.delete.orphanHelp")} />
            </Stack>
          </Radio.Group>
        )}
        {count > 1 && <CountConfirmation count={count} typed={typed} onType={setTyped} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {t("resource.delete.cancel")}
          </Button>
          <Button color="red.9" loading={remove.isPending} disabled={reach.isPending || !isConfirmed} onClick={confirm}>
            {count > 1
              ? t("resource.delete.many", { count })
              : t("resource.delete.one", { kind: inSentence(info.kind) })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function propagationOf(value: string): Propagation {
  return value === "foreground" || value === "orphan" ? value : "background";
}

function nameSome(names: readonly string[], total: number): string {
  const rest = total - names.length;
  return rest > 0 ? t("resource.delete.names", { names: names.join(", "), count: rest }) : names.join(", ");
}
