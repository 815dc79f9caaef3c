import { ActionIcon, Button, Checkbox, Popover, Select } from "@mantine/core";
import { IconArrowDown, IconArrowUp, IconColumns3 } from "@tabler/icons-react";
import type { KindInfo } from "../../../../shared/model.ts";
import { MAX_COLUMNS, type TableLayout } from "../../../../shared/views.ts";
import { defaultLayout, type GridLayout } from "../../../components/grid/grid-layout.ts";
import { moveBy } from "../../../components/grid/move-column.ts";
import type { ColumnChoice, GridColumns } from "../../../components/grid/use-grid-columns.ts";
import { t } from "../../../i18n/i18n.ts";
import { schemaPaths } from "../query/schema-paths.ts";
import { useFleetKeys } from "../query/use-vocabulary.ts";
import classes from "./column-picker.module.css";
import { isChosen } from "./table-columns.tsx";

interface ColumnPickerProps<T> {
  info: KindInfo;
  columns: GridColumns<T>;
  arrangement: GridLayout;
}

/** Which columns are shown and in what order; any label and any field can be one. */
export function ColumnPicker<T>({ info, columns, arrangement }: ColumnPickerProps<T>) {
  return (
    <Popover position="bottom-end" width={320} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <ActionIcon aria-label={t("table.columns.title")} title={t("table.columns.title")}>
          <IconColumns3 size={16} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("table.columns.title")}>
        <PickerBody info={info} columns={columns} arrangement={arrangement} />
      </Popover.Dropdown>
    </Popover>
  );
}

function PickerBody<T>({ info, columns, arrangement: { layout, setLayout } }: ColumnPickerProps<T>) {
  const { choices, setOrder } = columns;
  const { data } = useFleetKeys(info.kind);
  const isThere = new Set([...choices.map(({ id }) => id), ...info.columns.map(({ path }) => path)]);
  const groups = [
    { group: t("table.columns.labels"), items: (data?.labels ?? []).map((key) => `label.${key}`) },
    { group: t("table.columns.spec"), items: schemaPaths(info.specSchema) },
    { group: t("table.columns.status"), items: data?.status ?? [] },
  ].map(({ group, items }) => ({ group, items: items.filter((id) => !isThere.has(id)) }));
  const isFull = choices.length >= MAX_COLUMNS;
  const move = (id: string, places: number): void =>
    setOrder(([fixed = id, ...rest]) => [fixed, ...moveBy(rest, id, places)]);
  return (
    <>
      <ul className={classes.list} aria-label={t("table.columns.title")}>
        {choices
          .filter(({ isFixed }) => !isFixed)
          .map((choice) => (
            <ColumnLine
              key={choice.id}
              choice={choice}
              onShown={(shown) =>
                isChosen(choice.id) && !shown
                  ? setLayout((before) => without(before, choice.id))
                  : choice.setShown(shown)
              }
              onMove={(places) => move(choice.id, places)}
            />
          ))}
      </ul>
      <Select
        searchable
        label={t("table.columns.add")}
        placeholder={isFull ? t("table.columns.full") : t("table.columns.example")}
        data={groups}
        value={null}
        disabled={isFull}
        limit={50}
        nothingFoundMessage={t("table.columns.nothing")}
        comboboxProps={{ withinPortal: false }}
        onChange={(id) => {
          if (id !== null) setLayout((before) => ({ ...before, shown: { ...before.shown, [id]: true } }));
        }}
      />
      <Button
        variant="subtle"
        size="compact-sm"
        mt="sm"
        disabled={layout === defaultLayout}
        onClick={() => setLayout(() => defaultLayout)}
      >
        {t("table.columns.reset")}
      </Button>
    </>
  );
}

interface ColumnLineProps {
  choice: ColumnChoice;
  onShown(shown: boolean): void;
  onMove(places: number): void;
}

function ColumnLine({ choice: { title, isShown }, onShown, onMove }: ColumnLineProps) {
  return (
    <li className={classes.line}>
      <Checkbox
        size="xs"
        label={title}
        checked={isShown}
        onChange={(event) => onShown(event.currentTarget.checked)}
        className={classes.choice}
      />
      <ActionIcon size={20} aria-label={t("table.columns.earlier", { column: title })} onClick={() => onMove(-1)}>
        <IconArrowUp size={13} aria-hidden />
      </ActionIcon>
      <ActionIcon size={20} aria-label={t("table.columns.later", { column: title })} onClick={() => onMove(1)}>
        <IconArrowDown size={13} aria-hidden />
      </ActionIcon>
    </li>
  );
}

function without({ order, shown, widths }: TableLayout, id: string): TableLayout {
  const { [id]: _shown, ...otherShown } = shown;
  const { [id]: _width, ...otherWidths } = widths;
  return { order: order.filter((each) => each !== id), shown: otherShown, widths: otherWidths };
}
