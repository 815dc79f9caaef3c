import { Button, Menu } from "@mantine/core";
import {
  IconBookmark,
  IconCheck,
  IconChevronDown,
  IconDeviceFloppy,
  IconPencil,
  IconPlus,
  IconStar,
  IconTrash,
} from "@tabler/icons-react";
import { useState } from "react";
import type { TableLayout, TableView } from "../../../../shared/views.ts";
import { t } from "../../../i18n/i18n.ts";
import { navigate } from "../../../shell/navigation.ts";
import type { TableRoute } from "../table-question.ts";
import { type TableMemory, viewRoute } from "./use-table-memory.ts";
import { addView, changeView, deleteView, setDefaultView } from "./view-commands.ts";
import { ViewNameDialog } from "./view-name-dialog.tsx";

const icon = { size: 14, "aria-hidden": true } as const;

interface ViewMenuProps {
  route: TableRoute;
  memory: TableMemory;
  layout: TableLayout;
  /** As in the address; what the table is sorted by now. */
  sort: string | undefined;
}

/** The saved views of a table: to show one, to keep what is shown as one, to change and delete it. */
export function ViewMenu({ route, memory: { views, view, habit }, layout, sort }: ViewMenuProps) {
  const [naming, setNaming] = useState<"new" | "rename">();
  const { kind, query = "" } = route;
  const shown = { kind, query: query.trim(), layout, ...(sort !== undefined && { sort }) };
  const isChanged = view !== undefined && (view.query !== shown.query || view.sort !== sort);
  const isDefault = view !== undefined && habit?.defaultView === view.id;
  const showAll = (): void => navigate({ screen: "table", kind, ...(habit?.defaultView && { view: "all" }) });
  const saveAs = async (name: string): Promise<boolean> => {
    const added: TableView = { ...shown, id: crypto.randomUUID(), name };
    const isAdded = await addView(added);
    if (isAdded) navigate(viewRoute(added), { replace: true });
    return isAdded;
  };
  const remove = async (gone: TableView): Promise<void> => {
    if (await deleteView(gone, isDefault))
      navigate({ screen: "table", kind, query, ...(sort && { sort }) }, { replace: true });
  };
  return (
    <>
      <Menu position="bottom-start" width={240}>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconBookmark {...icon} />}
            rightSection={<IconChevronDown {...icon} />}
            aria-label={t("table.view.button", { name: view?.name ?? t("table.view.all") })}
            maw={200}
            style={{ flex: "none" }}
          >
            {view?.name ?? t("table.view.all")}
            {isChanged && " •"}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<Chosen isChosen={view === undefined} />} onClick={showAll}>
            {t("table.view.all")}
          </Menu.Item>
          {views.map((each) => (
            <Menu.Item
              key={each.id}
              leftSection={<Chosen isChosen={each === view} />}
              rightSection={habit?.defaultView === each.id && <IconStar {...icon} />}
              onClick={() => navigate(viewRoute(each))}
            >
              {each.name}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item leftSection={<IconPlus {...icon} />} onClick={() => setNaming("new")}>
            {t("table.view.saveAs")}
          </Menu.Item>
          {view !== undefined && (
            <>
              <Menu.Item
                leftSection={<IconDeviceFloppy {...icon} />}
                disabled={!isChanged}
                onClick={() => void changeView(view, { ...shown, id: view.id, name: view.name })}
              >
                {t("table.view.update", { name: view.name })}
              </Menu.Item>
              <Menu.Item leftSection={<IconPencil {...icon} />} onClick={() => setNaming("rename")}>
                {t("table.view.rename")}
              </Menu.Item>
              <Menu.Item
                leftSection={<IconStar {...icon} />}
                onClick={() => void setDefaultView(kind, isDefault ? null : view.id)}
              >
                {isDefault ? t("table.view.noDefault") : t("table.view.makeDefault")}
              </Menu.Item>
              <Menu.Item leftSection={<IconTrash {...icon} />} onClick={() => void remove(view)}>
                {t("table.view.delete")}
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      {naming === "new" && (
        <ViewNameDialog title={t("table.view.saveAs")} name="" onName={saveAs} onClose={() => setNaming(undefined)} />
      )}
      {naming === "rename" && view !== undefined && (
        <ViewNameDialog
          title={t("table.view.rename")}
          name={view.name}
          onName={(name) => changeView(view, { ...view, name })}
          onClose={() => setNaming(undefined)}
        />
      )}
    </>
  );
}

function Chosen({ isChosen }: { isChosen: boolean }) {
  return isChosen ? <IconCheck {...icon} /> : <span style={{ display: "inline-block", width: icon.size }} />;
}
