import { Menu } from "@mantine/core";
import type { KindInfo, Row } from "../../../shared/model.ts";
import { askBulk, type BulkWish } from "../../bulk/bulk-request.ts";
import type { GridMenu } from "../../components/grid/virtual-grid.tsx";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { t } from "../../i18n/i18n.ts";
import { inSentence } from "../../shell/in-sentence.ts";
import { navigate } from "../../shell/navigation.ts";
import { openWindow } from "../../shell/new-window.ts";
import { toHash } from "../../shell/route.ts";
import { desiredChoice } from "./desired-choice.ts";
import classes from "./row-menu.module.css";

interface RowMenuProps {
  info: KindInfo;
  menu: GridMenu<Row>;
  onClose(): void;
}

/** What can be done with one row, where the pointer or the cursor is. */
export function RowMenu({ info, menu: { row, x, y }, onClose }: RowMenuProps) {
  const { kind, uid, name } = row;
  const route = { screen: "resource", kind, uid } as const;
  const choice = desiredChoice(info.specSchema);
  const identity = info.identity === undefined ? undefined : row.cells[info.identity];
  const ask = (wish: BulkWish) => (): void => askBulk({ target: { refs: [{ kind, uid }] }, wish, kind });
  return (
    <Menu opened onClose={onClose} position="bottom-start" offset={0} trapFocus>
      <Menu.Target>
        <span className={classes.place} style={{ left: x, top: y }} />
      </Menu.Target>
      <Menu.Dropdown aria-label={t("table.menu.of", { name })}>
        <Menu.Item onClick={() => navigate(route)}>{t("table.menu.open")}</Menu.Item>
        <Menu.Item onClick={() => openWindow(toHash(route))}>{t("table.menu.openWindow")}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={ask({ do: "enqueue" })}>{t("bulk.selection.enqueue")}</Menu.Item>
        {choice?.values.map((value) => (
          <Menu.Item key={value} onClick={ask({ do: "set", field: choice.property, value })}>
            {t("bulk.title.set", { field: inSentence(choice.title), value })}
          </Menu.Item>
        ))}
        <Menu.Item onClick={ask({ ask: "label" })}>{t("bulk.selection.label")}</Menu.Item>
        <Menu.Item onClick={ask({ ask: "pause" })}>{t("bulk.selection.pause")}</Menu.Item>
        <Menu.Item onClick={ask({ do: "resume" })}>{t("bulk.selection.resume")}</Menu.Item>
        <Menu.Divider />
        <Menu.Item onClick={() => copy(name)}>{t("table.menu.copy", { text: name })}</Menu.Item>
        {typeof identity === "string" && (
          <Menu.Item onClick={() => copy(identity)}>{t("table.menu.copy", { text: identity })}</Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item className={classes.alarm ?? ""} onClick={ask({ ask: "delete" })}>
          {t("bulk.selection.delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function copy(text: string): void {
  navigator.clipboard.writeText(text).then(
    () => notifyDone(t("table.menu.copied", { text })),
    (error: unknown) => notifyFailure(t("table.menu.notCopied"), error),
  );
}
