import { SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import type { Row } from "../../../shared/model.ts";
import { formatCount } from "../../components/format.ts";
import { type GlyphShape, StateGlyph } from "../../components/state-glyph.tsx";
import { t } from "../../i18n/i18n.ts";
import { summaryStore } from "../../live/stores.ts";
import classes from "./table-screen.module.css";

type Readiness = Row["ready"];

const filters = [
  { value: "False", word: "notReady", shape: "triangle" },
  { value: "True", word: "ready", shape: "disc" },
  { value: "Unknown", word: "unknown", shape: "ring" },
] as const satisfies readonly { value: Readiness; word: string; shape: GlyphShape }[];

interface ReadinessFilterProps {
  kind: string;
  /** Whether the table is narrowed by more than readiness: then the counts of the whole kind would mislead. */
  isNarrowed: boolean;
  /** Undefined for all. */
  value: Readiness | undefined;
  onChange(value: Readiness | undefined): void;
}

/** How many are ready and how many not, each a button that asks for those. */
export function ReadinessFilter({ kind, isNarrowed, value, onChange }: ReadinessFilterProps) {
  const ofKind = useStore(
    summaryStore,
    useShallow(({ message }) => {
      const summary = message?.kinds.find((entry) => entry.kind === kind);
      return { all: summary?.total, True: summary?.ready, False: summary?.notReady, Unknown: summary?.unknown };
    }),
  );
  const counts: Partial<typeof ofKind> = isNarrowed ? {} : ofKind;
  return (
    <SegmentedControl
      aria-label={t("table.readiness")}
      className={classes.readiness}
      value={value ?? "all"}
      onChange={(chosen) => onChange(filters.find((filter) => filter.value === chosen)?.value)}
      data={[
        { value: "all", label: <Choice word={t("table.all")} count={counts.all} /> },
        ...filters.map(({ value, word, shape }) => ({
          value,
          label: (
            <Choice word={t(`table.${word}`)} count={counts[value]} glyph={<StateGlyph shape={shape} size={11} />} />
          ),
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
