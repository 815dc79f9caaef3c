import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import type { KindInfo } from "../../../../shared/model.ts";
import { filterOf } from "../../../../shared/query/filter-of.ts";
import { parseQuery } from "../../../../shared/query/parse.ts";
import { isKey, QueryError } from "../../../../shared/query/query.ts";
import { tokenize } from "../../../../shared/query/tokens.ts";
import type { QueryProblem } from "./query-editor.ts";

/** ms without a key before a query is asked, and before it is said that it cannot be, or what may become a key is asked. */
const askAfterMs = 80;
const complainAfterMs = 700;

export interface QueryText {
  text: string;
  /** What is wrong with it, once nobody is typing. */
  problem: QueryProblem | undefined;
  type(text: string): void;
  /** Asks at once. @returns whether it can be asked */
  enter(text: string): boolean;
}

/** The text of the query field beside the query that is asked: that is always the last one that made sense. */
export function useQueryText(
  asked: string,
  info: KindInfo | undefined,
  onAsk: (query: string, typing: boolean) => void,
): QueryText {
  const [text, setText] = useState(asked);
  const [isQuiet, setQuiet] = useState(true);
  const timers = useRef<ReturnType<typeof setTimeout>[]>([]);
  const [lastAsked, setLastAsked] = useState(asked);
  // A query from elsewhere (a link, Back, a view) replaces what was typed.
  if (asked !== lastAsked) {
    setLastAsked(asked);
    if (asked !== text.trim()) setText(asked);
  }
  const latestAsk = useRef(onAsk);
  useEffect(() => {
    latestAsk.current = onAsk;
  });
  const stop = useCallback(() => {
    for (const timer of timers.current) clearTimeout(timer);
    timers.current = [];
  }, []);
  useEffect(() => stop, [stop]);

  const ask = useCallback(
    (query: string, typing: boolean): boolean => {
      if (problemOf(query, info) !== undefined) return false;
      latestAsk.current(query.trim(), typing);
      return true;
    },
    [info],
  );
  const type = useCallback(
    (typed: string) => {
      stop();
      setText(typed);
      setQuiet(false);
      timers.current = [
        setTimeout(() => ask(typed, true), isKeyBegun(typed) ? complainAfterMs : askAfterMs),
        setTimeout(() => setQuiet(true), complainAfterMs),
      ];
    },
    [ask, stop],
  );
  const enter = useCallback(
    (typed: string) => {
      stop();
      setText(typed);
      setQuiet(true);
      return ask(typed, false);
    },
    [ask, stop],
  );
  const problem = useMemo(() => problemOf(text, info), [text, info]);
  return { text, problem: isQuiet ? problem : undefined, type, enter };
}

const roots = ["label.", "spec.", "status.", "condition."];

/** Whether the last word seems to become a key: as a name it would empty the table for as long as it is being typed. */
function isKeyBegun(text: string): boolean {
  const last = tokenize(text).at(-1);
  if (last?.type !== "word" || last.to < text.length) return false;
  return isKey(last) || (last.text.length > 1 && roots.some((root) => root.startsWith(last.text)));
}

/** Which are paused makes no difference to whether a query can be read. */
const noneKnown = { all: false, uids: [] };

function problemOf(text: string, info: KindInfo | undefined): QueryProblem | undefined {
  try {
    filterOf(parseQuery(text), { columns: info?.columns ?? [], now: Date.now(), paused: noneKnown });
    return undefined;
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    return { from: error.from, to: error.to, message: error.message };
  }
}
