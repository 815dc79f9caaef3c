import { ActionIcon, Indicator, Popover, Tooltip } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useState } from "react";
import { useStore } from "zustand";
import { formatShortCount } from "../../components/format.ts";
import { t } from "../../i18n/i18n.ts";
import { noticesStore } from "../../live/notices.ts";
import { NoticesPanel } from "./notices-panel.tsx";

/** Opens what happened while one looked elsewhere, and says how much of it is new. */
export function NoticesBell() {
  const [opened, setOpened] = useState(false);
  const unread = useStore(noticesStore, ({ message }) => message?.unread ?? 0);
  const label = unread > 0 ? t("notices.bellUnread", { count: unread }) : t("notices.bell");
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={400} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Tooltip label={label} disabled={opened}>
          <ActionIcon aria-label={label} onClick={() => setOpened(!opened)}>
            <Indicator label={formatShortCount(unread)} disabled={unread === 0} size={14} offset={2} color="accent">
              <IconBell size={16} stroke={1.6} aria-hidden />
            </Indicator>
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t("notices.title")}>
        <NoticesPanel onClose={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}
