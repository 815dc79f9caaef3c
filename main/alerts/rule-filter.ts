import { EngineError } from "../../app/errors.ts";
import type { Filter } from "../../app/resource/filter.ts";
import type { AlertCondition } from "../../shared/alert-rule.ts";
import { dependsOnPauses, dependsOnTime, type QueriedEngine, tableFilter } from "../engine/table-filter.ts";

/**
 * Which resources a rule looks at; undefined for all of its kind.
 * @throws {EngineError} `Invalid` when its query cannot be read, or asks for what changes though nothing is written.
 */
export function ruleFilter(engine: QueriedEngine, condition: AlertCondition): Filter | undefined {
  const filter = tableFilter(engine, condition);
  if (dependsOnPauses(engine, condition)) {
    throw new EngineError("Invalid", "A rule's query cannot ask for what is paused.", { field: "query" });
  }
  if (!dependsOnTime(engine, condition)) return filter;
  throw new EngineError(
    "Invalid",
    "A rule's query cannot ask for ages: for how long something has been so is asked beside it.",
    { field: "query" },
  );
}
