import type { ReactNode } from "react";
import type { KindInfo } from "../../../shared/model.ts";
import { readinessIn, withReadiness } from "../../../shared/query/edit.ts";
import { formatCounted } from "../../components/format.ts";
import { t } from "../../i18n/i18n.ts";
import type { CallFailure } from "../../live/call-failure.ts";
import { QueryBar } from "./query/query-bar.tsx";
import { ReadinessFilter } from "./readiness-filter.tsx";
import classes from "./table-screen.module.css";
import { inSentence } from "../../shell/in-sentence.ts";

interface TableToolbarProps {
  info: KindInfo;
  /** The query that is asked. */
  query: string;
  /** `typing`: another letter may follow. */
  onQuery(query: string, typing: boolean): void;
  /** Escape in an empty query. */
  onLeave(): void;
  /** How many match; undefined until that is known. */
  total: number | undefined;
  /** Why the engine refused the query. */
  error: CallFailure | undefined;
  views: ReactNode;
  columns: ReactNode;
}

/** What to show of a kind, and how many there are. */
export function TableToolbar({ info, query, onQuery, onLeave, total, error, views, columns }: TableToolbarProps) {
  const kinds = inSentence(info.plural);
  return (
    <div className={classes.toolbar}>
      <h1 className={classes.title}>{info.plural}</h1>
      {views}
      <QueryBar
        info={info}
        query={query}
        onQuery={onQuery}
        error={error}
        onLeave={onLeave}
        hasRows={total !== undefined}
      />
      <ReadinessFilter
        kind={info.kind}
        isNarrowed={withReadiness(query, undefined) !== ""}
        value={readinessIn(query)}
        onChange={(value) => onQuery(withReadiness(query, value), false)}
      />
      <output className={classes.total} aria-label={t("table.shown", { kinds })}>
        {total !== undefined && formatCounted(total, inSentence(info.kind), kinds)}
      </output>
      {columns}
    </div>
  );
}
