import type { Filter } from "../../app/resource/filter.ts";
import type { AlertCondition } from "../../shared/alert-rule.ts";
import { ruleFilter } from "../alerts/rule-filter.ts";
import type { CallHandlers } from "../contract/call-handlers.ts";
import type { EngineContext } from "./engine-context.ts";

/** What a rule would tell. */
export function alertCalls({ engine }: EngineContext): CallHandlers<"alerts.preview"> {
  return {
    "alerts.preview": (condition) => {
      const { kind } = engine.kinds.get(condition.kind);
      const selected = ruleFilter(engine, condition);
      const parts = selected === undefined ? [] : [selected];
      const filter: Filter = { type: "and", of: [...parts, conditionFilter(condition)] };
      const counted = (counting: Filter): number => engine.queries.page({ kind, filter: counting, limit: 1 }).total;
      const has: Filter = { type: "condition", condition: condition.condition, part: "status", test: { is: "there" } };
      return { matching: counted(filter), isKnown: counted(has) > 0 };
    },
  };
}

/** A resource without the condition has it as `Unknown`. */
function conditionFilter({ condition, status }: AlertCondition): Filter {
  const is = (value: string): Filter =>
    condition === "Ready"
      ? { type: "field", path: "ready", test: { is: "oneOf", values: [value] } }
      : { type: "condition", condition, part: "status", test: { is: "oneOf", values: [value] } };
  if (status === "NotTrue") return { type: "not", of: is("True") };
  if (status !== "Unknown") return is(status);
  const said: Filter = { type: "or", of: [is("True"), is("False")] };
  return { type: "not", of: said };
}
