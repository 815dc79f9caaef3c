import { Button } from "@mantine/core";
import type { BulkTarget } from "../../../shared/questions.ts";
import type { WorkItem, WorkState } from "../../../shared/model.ts";
import { askBulk } from "../../bulk/bulk-request.ts";
import { SelectionFrame } from "../../bulk/selection-frame.tsx";
import type { ListSelection } from "../../bulk/use-selection.ts";
import { t } from "../../i18n/i18n.ts";
import { anyItemActions, itemActions } from "./item-actions.ts";

interface QueueSelectionBarProps {
  selection: ListSelection<WorkItem>;
  total: number;
  /** What is shown, of which all can be selected. */
  lane: { state?: WorkState; search?: string };
}

/** What can be done with the selected items of the queue, or with all in a lane. */
export function QueueSelectionBar({ selection, total, lane }: QueueSelectionBarProps) {
  const target: BulkTarget = selection.all
    ? { queue: lane, except: [...selection.except] }
    : { refs: selection.rows.map((item) => ({ kind: item.resourceKind, uid: item.resourceUid })) };
  const actions = lane.state === undefined ? anyItemActions : itemActions[lane.state];
  return (
    <SelectionFrame
      selection={selection}
      total={total}
      words={[t("queue.selection.one"), t("queue.selection.several")]}
    >
      {actions.map(({ does, label }) => (
        <Button
          key={label}
          size="compact-sm"
          variant="light"
          onClick={() => askBulk({ target, wish: { do: does }, onStarted: selection.clear })}
        >
          {t(`queue.actions.${label}`)}
        </Button>
      ))}
      <Button size="compact-sm" variant="light" onClick={() => askBulk({ target, wish: { do: "enqueue" } })}>
        {t("queue.actions.enqueue")}
      </Button>
    </SelectionFrame>
  );
}
