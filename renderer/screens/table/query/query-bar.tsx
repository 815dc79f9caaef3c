import { IconSearch } from "@tabler/icons-react";
import { useQueryClient } from "@tanstack/react-query";
import { useId, useMemo, useRef } from "react";
import type { KindInfo } from "../../../../shared/model.ts";
import type { CallFailure } from "../../../live/call-failure.ts";
import { call } from "../../../live/call.ts";
import { t } from "../../../i18n/i18n.ts";
import { useScreenCommand } from "../../../shell/screen-commands.ts";
import classes from "./query-bar.module.css";
import { DeferredQueryField } from "./deferred-query-field.tsx";
import { queryCompletion } from "./query-completion.ts";
import type { QueryFieldHandle } from "./query-field.tsx";
import { QueryHelp } from "./query-help.tsx";
import { useRecentQueries } from "./recent-queries.ts";
import { useQueryText } from "./use-query-text.ts";
import { useVocabulary } from "./use-vocabulary.ts";

interface QueryBarProps {
  info: KindInfo;
  /** The query that is asked. */
  query: string;
  /** `typing`: another letter may follow. */
  onQuery(query: string, typing: boolean): void;
  /** Why the engine refused it. */
  error: CallFailure | undefined;
  onLeave(): void;
  /** Whether the first answer is there. */
  hasRows: boolean;
}

/** For how long values that were proposed are taken for those that there are, ms. */
const valuesHoldMs = 10_000;

/** The query of a table: one line with completion, help and what was asked before. */
export function QueryBar({ info, query, onQuery, error, onLeave, hasRows }: QueryBarProps) {
  const { kind } = info;
  const field = useRef<QueryFieldHandle>(null);
  const problemId = useId();
  const client = useQueryClient();
  const recent = useRecentQueries(kind);
  const label = t("query.label", { kinds: info.plural });
  useScreenCommand("find", label, () => field.current?.focus());
  const { text, problem, type, enter } = useQueryText(query, info, onQuery);
  const vocabulary = useVocabulary(kind);
  const completion = useMemo(
    () =>
      queryCompletion({
        info,
        vocabulary,
        values: (key, prefix) =>
          client.fetchQuery({
            queryKey: ["resources.values", kind, key, prefix],
            queryFn: () => call("resources.values", { kind, key, prefix }),
            staleTime: valuesHoldMs,
          }),
      }),
    [client, info, kind, vocabulary],
  );
  const submit = (entered: string): void => {
    if (enter(entered)) recent.add(entered.trim());
  };
  const message = problem?.message ?? error?.message;
  return (
    <div className={classes.bar}>
      <div className={classes.field} data-invalid={message !== undefined || undefined}>
        <IconSearch size={14} aria-hidden className={classes.icon} />
        <DeferredQueryField
          handle={field}
          hasRows={hasRows}
          label={label}
          hint={t("query.hint")}
          text={text}
          onText={type}
          onEnter={submit}
          onLeave={onLeave}
          completion={completion}
          problem={problem}
          describedBy={problemId}
        />
        <QueryHelp recent={recent.queries} onChoose={submit} />
      </div>
      {message !== undefined && (
        <div id={problemId} role="alert" className={classes.problem}>
          {message}
        </div>
      )}
    </div>
  );
}
