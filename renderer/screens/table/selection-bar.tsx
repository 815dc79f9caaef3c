import { Button, CloseButton, Menu } from "@mantine/core";
import { IconChevronUp, IconPlayerPlay } from "@tabler/icons-react";
import type { KindInfo, Row } from "../../../shared/model.ts";
import { formatCounted } from "../../components/format.ts";
import { call } from "../../live/call.ts";
import { runBulkAction } from "./bulk-action.tsx";
import { type DesiredChoice, desiredChoice } from "./desired-choice.ts";
import { setDesired } from "./set-desired.ts";
import classes from "./selection-bar.module.css";
import type { RowSelection } from "./use-row-selection.ts";

/** What can be done with the selected rows; over the table's end, so that nothing moves when it comes. */
export function SelectionBar({ info, selection }: { info: KindInfo; selection: RowSelection }) {
  const { rows, clear } = selection;
  if (rows.length === 0) return null;
  const counted = formatCounted(rows.length, info.kind.toLowerCase(), info.plural.toLowerCase());
  const choice = desiredChoice(info.specSchema);
  return (
    <section className={classes.bar} aria-label="Selection">
      <output className={classes.count}>{counted} selected</output>
      <Button
        size="compact-sm"
        variant="light"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        onClick={() => void enqueue(rows)}
      >
        Enqueue now
      </Button>
      {choice && <SetDesired choice={choice} rows={rows} />}
      <CloseButton size="sm" aria-label="Clear the selection" onClick={clear} />
    </section>
  );
}

function SetDesired({ choice, rows }: { choice: DesiredChoice; rows: readonly Row[] }) {
  const title = choice.title.toLowerCase();
  return (
    <Menu position="top-start">
      <Menu.Target>
        <Button size="compact-sm" variant="light" rightSection={<IconChevronUp size={14} aria-hidden />}>
          Set {title}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {choice.values.map((value) => (
          <Menu.Item key={value} onClick={() => void setAll(rows, choice, value)}>
            {value}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function enqueue(rows: readonly Row[]): Promise<void> {
  return runBulkAction(rows, {
    title: "Enqueue",
    done: "enqueued",
    act: ({ kind, uid }) => call("work.enqueue", { kind, uid }),
  });
}

function setAll(rows: readonly Row[], { property, title }: DesiredChoice, value: string): Promise<void> {
  const before = new Map<string, unknown>();
  return runBulkAction(rows, {
    title: `Set ${title.toLowerCase()} to ${value}`,
    done: `set to ${value}`,
    act: async (row) => {
      before.set(row.uid, await setDesired(row, property, value));
    },
    undo: (done) =>
      void runBulkAction(done, {
        title: `Take back ${title.toLowerCase()}`,
        done: `set back to what ${done.length === 1 ? "it was" : "they were"}`,
        act: (row) => setDesired(row, property, before.get(row.uid)),
      }),
  });
}
