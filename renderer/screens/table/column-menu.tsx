import { ActionIcon, Menu } from "@mantine/core";
import { IconColumns3 } from "@tabler/icons-react";
import type { ColumnChoice } from "../../components/grid/use-grid-columns.ts";

/** Which columns are shown. */
export function ColumnMenu({ columns }: { columns: readonly ColumnChoice[] }) {
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="Columns" title="Columns">
          <IconColumns3 size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {columns.slice(1).map(({ id, title, isShown, setShown }) => (
          <Menu.CheckboxItem key={id} checked={isShown} onChange={setShown}>
            {title}
          </Menu.CheckboxItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
