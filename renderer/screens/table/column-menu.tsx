import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconCheck, IconColumns3 } from "@tabler/icons-react";
import type { ColumnChoice } from "../../components/grid/use-grid-columns.ts";

/** Which columns are shown. */
export function ColumnMenu({ columns }: { columns: readonly ColumnChoice[] }) {
  return (
    <Menu position="bottom-end" closeOnItemClick={false}>
      <Menu.Target>
        <Tooltip label="Columns">
          <ActionIcon aria-label="Columns">
            <IconColumns3 size={16} stroke={1.6} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.slice(1).map(({ id, title, isShown, setShown }) => (
          <Menu.Item
            key={id}
            role="menuitemcheckbox"
            aria-checked={isShown}
            leftSection={<IconCheck size={14} aria-hidden visibility={isShown ? "visible" : "hidden"} />}
            onClick={() => setShown(!isShown)}
          >
            {title}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
