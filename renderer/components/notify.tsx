import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { t } from "../i18n/i18n.ts";
import { failureText } from "../live/call-failure.ts";
import { newestUndo, pushUndo, undoOnce } from "./undo-stack.ts";

const shownMs = 4_000;
const shownWithUndoMs = 12_000;

/** Says what was done, with a way back where there is one: the button, as long as this is shown, and Ctrl+Z after it. */
export function notifyDone(message: string, undo?: () => void): void {
  if (!undo) {
    notifications.show({ color: "accent", autoClose: shownMs, message });
    return;
  }
  const id = crypto.randomUUID();
  pushUndo(id, undo);
  notifications.show({
    id,
    color: "accent",
    autoClose: shownWithUndoMs,
    message: (
      <Group justify="space-between" wrap="nowrap">
        {message}
        <Button variant="subtle" size="compact-sm" flex="none" onClick={() => takeBack(id)}>
          {t("commands.undo")}
        </Button>
      </Group>
    ),
  });
}

/** Says why nothing was done. */
export function notifyNothing(message: string): void {
  notifications.show({ autoClose: shownMs, message });
}

/** Takes back what was done last and can be. */
export function undoLast(): void {
  const id = newestUndo();
  if (id === undefined) notifyNothing(t("commands.nothingToUndo"));
  else takeBack(id);
}

function takeBack(id: string): void {
  notifications.hide(id);
  undoOnce(id);
}

/** Says what could not be done and why; stays until it is read. */
export function notifyFailure(title: string, error: unknown): void {
  notifications.show({ color: "red", autoClose: false, title, message: failureText(error) });
}
