import { Button, Group } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import { failureText } from "../live/call-failure.ts";

/** Says what was done, with a way back where there is one. */
export function notifyDone(message: string, undo?: () => void): void {
  const id = notifications.show({
    color: "accent",
    autoClose: undo ? 12_000 : 4_000,
    message: undo ? (
      <Group justify="space-between" wrap="nowrap">
        {message}
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            notifications.hide(id);
            undo();
          }}
        >
          Undo
        </Button>
      </Group>
    ) : (
      message
    ),
  });
}

/** Says what could not be done and why; stays until it is read. */
export function notifyFailure(title: string, error: unknown): void {
  notifications.show({ color: "red", autoClose: false, title, message: failureText(error) });
}
