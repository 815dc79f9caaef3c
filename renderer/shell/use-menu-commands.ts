import { notifications } from "@mantine/notifications";
import { spotlight } from "@mantine/spotlight";
import type { StreamMessage } from "../../shared/contract.ts";
import { dropDraftsTypedHere } from "../drafts/draft-store.ts";
import { useStreamMessages } from "../live/use-stream.ts";
import { useToggleTheme } from "./color-scheme.ts";
import { openFileDialog } from "./file-dialogs.ts";
import { getRoute, navigate } from "./navigation.ts";
import { noticePlace } from "./notices/notice-place.ts";
import { openShortcutHelp } from "./shortcut-help.tsx";

/** Does what the application's menu asks of this window; to be used once. */
export function useMenuCommands(): void {
  const toggleTheme = useToggleTheme();
  const onMessage = ({ command, text, happening }: StreamMessage<"commands">): void => {
    switch (command) {
      case "import":
      case "export":
        openFileDialog(command);
        return;
      case "new-resource":
        navigate({ screen: "new", kind: kindInView() });
        return;
      case "palette":
        spotlight.open();
        return;
      case "shortcuts":
        openShortcutHelp();
        return;
      case "toggle-theme":
        toggleTheme();
        return;
      case "discard-drafts":
        dropDraftsTypedHere();
        return;
      case "show":
        if (happening) navigate(noticePlace(happening));
        return;
      case "notice":
        notifications.show({ message: text, autoClose: false });
    }
  };
  useStreamMessages("commands", {}, { onMessage }, { whileHidden: true });
}

function kindInView(): string {
  const route = getRoute();
  return ("kind" in route && route.kind) || "Device";
}
