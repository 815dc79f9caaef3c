import { SegmentedControl, TextInput } from "@mantine/core";
import { IconSearch } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Row } from "../../../shared/model.ts";
import { readinessIn, withReadiness } from "../../../shared/query/edit.ts";
import { formatCount, formatCounted } from "../../components/format.ts";
import type { ColumnChoice } from "../../components/grid/use-grid-columns.ts";
import { type GlyphShape, StateGlyph } from "../../components/state-glyph.tsx";
import type { CallFailure } from "../../live/call-failure.ts";
import { summaryStore } from "../../live/stores.ts";
import { navigate } from "../../shell/navigation.ts";
import { useShortcut } from "../../shell/shortcuts.ts";
import { ColumnMenu } from "./column-menu.tsx";
import { type TableRoute } from "./table-question.ts";
import classes from "./table-screen.module.css";
import { useFieldFocus } from "../../components/use-field-focus.ts";

interface TableToolbarProps {
  route: TableRoute;
  plural: string;
  /** How many match; undefined until that is known. */
  total: number | undefined;
  /** Why the engine refused the query. */
  error: CallFailure | undefined;
  columns: readonly ColumnChoice[];
}

/** What to show of a kind, and how many there are. */
export function TableToolbar({ route, plural, total, error, columns }: TableToolbarProps) {
  const { kind, query = "" } = route;
  const words = plural.toLowerCase();
  const [searchField, focusSearch] = useFieldFocus();
  useShortcut("/", `Search ${words}`, focusSearch);
  const change = (part: Partial<TableRoute>): void => navigate({ ...route, ...part }, { replace: true });
  return (
    <div className={classes.toolbar}>
      <h1 className={classes.title}>{plural}</h1>
      <TextInput
        ref={searchField}
        type="search"
        aria-label={`Search ${words}`}
        placeholder="Names, or ready!=True && label.rack==r1"
        leftSection={<IconSearch size={14} aria-hidden />}
        value={query}
        onChange={(event) => change({ query: event.currentTarget.value })}
        error={error?.message}
        className={classes.search}
      />
      <ReadinessFilter
        kind={kind}
        value={readinessIn(query)}
        onChange={(value) => change({ query: withReadiness(query, value) })}
      />
      <output className={classes.total} aria-label={`Number of ${words} shown`}>
        {total !== undefined && formatCounted(total, kind.toLowerCase(), words)}
      </output>
      <ColumnMenu columns={columns} />
    </div>
  );
}

type Readiness = Row["ready"];

const filters: readonly { value: Readiness; word: string; shape: GlyphShape }[] = [
  { value: "False", word: "Not ready", shape: "triangle" },
  { value: "True", word: "Ready", shape: "disc" },
  { value: "Unknown", word: "Unknown", shape: "ring" },
];

interface ReadinessFilterProps {
  kind: string;
  value: Readiness | undefined;
  onChange(value: Readiness | undefined): void;
}

function ReadinessFilter({ kind, value, onChange }: ReadinessFilterProps) {
  const counts = useStore(
    summaryStore,
    useShallow(({ message }) => {
      const summary = message?.kinds.find((entry) => entry.kind === kind);
      return { all: summary?.total, True: summary?.ready, False: summary?.notReady, Unknown: summary?.unknown };
    }),
  );
  return (
    <SegmentedControl
      aria-label="Readiness"
      value={value ?? "all"}
      onChange={(chosen) => onChange(filters.find((filter) => filter.value === chosen)?.value)}
      data={[
        { value: "all", label: <Choice word="All" count={counts.all} /> },
        ...filters.map(({ value, word, shape }) => ({
          value,
          label: <Choice word={word} count={counts[value]} glyph={<StateGlyph shape={shape} size={11} />} />,
        })),
      ]}
    />
  );
}

function Choice({ word, count, glyph }: { word: string; count: number | undefined; glyph?: ReactNode }) {
  return (
    <span className={classes.choice}>
      {glyph}
      {word}
      <span className={classes.choiceCount}>{count !== undefined && formatCount(count)}</span>
    </span>
  );
}
