import { Button, Menu } from "@mantine/core";
import { IconChevronUp, IconPlayerPlay } from "@tabler/icons-react";
import type { KindInfo } from "../../../shared/model.ts";
import { askBulk, type BulkWish } from "../../bulk/bulk-request.ts";
import { SelectionFrame } from "../../bulk/selection-frame.tsx";
import { t } from "../../i18n/i18n.ts";
import { type DesiredChoice, desiredChoice } from "./desired-choice.ts";
import { useScreenCommand } from "../../shell/screen-commands.ts";
import type { RowSelection } from "./use-row-selection.ts";
import { inSentence } from "../../shell/in-sentence.ts";

interface SelectionBarProps {
  info: KindInfo;
  selection: RowSelection;
  /** How many match. */
  total: number;
}

/** What can be done with the selected rows. */
export function SelectionBar({ info, selection, total }: SelectionBarProps) {
  const { target, clear } = selection;
  const choice = desiredChoice(info.specSchema);
  const ask = (wish: BulkWish): void =>
    askBulk({ target, wish, kind: info.kind, ...(wishesAway(wish) && { onStarted: clear }) });
  const enqueue = (): void => ask({ do: "enqueue" });
  useScreenCommand("enqueue", t("bulk.selection.enqueue"), selection.count > 0 ? enqueue : undefined);
  return (
    <SelectionFrame selection={selection} total={total} words={[inSentence(info.kind), inSentence(info.plural)]}>
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        onClick={enqueue}
      >
        {t("bulk.selection.enqueue")}
      </Button>
      {choice && <SetDesired choice={choice} onChoose={ask} />}
      <More onChoose={ask} />
    </SelectionFrame>
  );
}

/** What is deleted is not selected any more. */
function wishesAway(wish: BulkWish): boolean {
  return "ask" in wish && wish.ask === "delete";
}

function SetDesired({ choice, onChoose }: { choice: DesiredChoice; onChoose(wish: BulkWish): void }) {
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button size="compact-sm" variant="light" rightSection={<IconChevronUp size={14} aria-hidden />}>
          {t("bulk.selection.set", { field: inSentence(choice.title) })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choice.values.map((value) => (
          <Menu.Item key={value} onClick={() => onChoose({ do: "set", field: choice.property, value })}>
            {value}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

const highPriority = 10;

function More({ onChoose }: { onChoose(wish: BulkWish): void }) {
  const groups: readonly (readonly [string, BulkWish][])[] = [
    [[t("bulk.selection.enqueueFirst"), { do: "enqueue", priority: highPriority }]],
    [
      [t("bulk.selection.label"), { ask: "label" }],
      [t("bulk.selection.unlabel"), { ask: "unlabel" }],
    ],
    [
      [t("bulk.selection.pause"), { ask: "pause" }],
      [t("bulk.selection.resume"), { do: "resume" }],
    ],
    [
      [t("bulk.selection.exportYaml"), { do: "export", format: "yaml" }],
      [t("bulk.selection.exportJson"), { do: "export", format: "json" }],
    ],
  ];
  return (
    <Menu position="top-end">
      <Menu.Target>
        <Button size="compact-sm" variant="light" rightSection={<IconChevronUp size={14} aria-hidden />}>
          {t("bulk.selection.more")}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {groups.map((group, index) => [
          ...group.map(([label, wish]) => (
            <Menu.Item key={label} onClick={() => onChoose(wish)}>
              {label}
            </Menu.Item>
          )),
          <Menu.Divider key={index} />,
        ])}
        <Menu.Item style={{ color: "var(--tone-alarm)" }} onClick={() => onChoose({ ask: "delete" })}>
          {t("bulk.selection.delete")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
