import { EngineError } from "../../app/errors.ts";
import type { Clock } from "../../app/clock.ts";
import type { Filter } from "../../app/resource/filter.ts";
import { filterOf, type QueryContext } from "../../shared/query/filter-of.ts";
import { type KindColumns, keysOf, type Meaning, meaningOf } from "../../shared/query/meaning.ts";
import { parseQuery } from "../../shared/query/parse.ts";
import { QueryError } from "../../shared/query/query.ts";

/** What of the engine a query needs. */
export interface QueriedEngine {
  kinds: { find(kind: string): { columns: KindColumns } | undefined };
  controller: { pausedOfKind(kind: string): QueryContext["paused"] };
  clock: Pick<Clock, "now">;
}

/** A table, and the text of a query that narrows it. */
export interface Question {
  kind: string;
  query?: string | undefined;
}

/**
 * Which resources a query selects at this time; undefined for all of the kind.
 * @throws {EngineError} `Invalid`, naming `query`, the character and what is wrong there.
 */
export function tableFilter(engine: QueriedEngine, question: Question): Filter | undefined {
  return inEngineTerms(() => {
    const query = parseQuery(question.query ?? "");
    if (query.type === "everything") return undefined;
    return filterOf(query, {
      columns: columnsOf(engine, question),
      now: engine.clock.now(),
      paused: engine.controller.pausedOfKind(question.kind),
    });
  });
}

/** Whether what a query selects changes as time goes by, though nothing is written. @throws as `tableFilter` */
export function dependsOnTime(engine: QueriedEngine, question: Question): boolean {
  return inEngineTerms(() =>
    meaningsIn(engine, question).some(
      (meaning) => meaning.type === "age" || (meaning.type === "field" && meaning.holds === "time"),
    ),
  );
}

/** Whether what a query selects changes when something is paused or resumed. @throws as `tableFilter` */
export function dependsOnPauses(engine: QueriedEngine, question: Question): boolean {
  return inEngineTerms(() => meaningsIn(engine, question).some(({ type }) => type === "pause"));
}

function meaningsIn(engine: QueriedEngine, question: Question): Meaning[] {
  const columns = columnsOf(engine, question);
  return keysOf(parseQuery(question.query ?? "")).map((key) => meaningOf(key, columns));
}

/** Resources of a kind that this program does not know have the common fields alone. */
function columnsOf({ kinds }: QueriedEngine, { kind }: Question) {
  return kinds.find(kind)?.columns ?? [];
}

function inEngineTerms<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof QueryError)) throw error;
    throw new EngineError("Invalid", `Query, character ${error.from + 1}: ${error.message}`, { field: "query" });
  }
}
