/** What is said of a value. What is not there satisfies none of these. */
export type ValueTest =
  | { is: "there" }
  | { is: "oneOf"; values: readonly (string | number)[] }
  /** Compares numbers with numbers and texts with texts, by their code points. */
  | { is: "below" | "above"; value: string | number; orEqual: boolean }
  /** Of its text, in any case of ASCII letters. */
  | { is: "containing"; text: string };

/**
 * Which resources a page shows. Everything is either so or not: `not` selects exactly what its part does not.
 *
 * A field's path is as in a list's sort, or `ready`, or `since` for when that last changed. A condition that a resource does not
 * have has no part that is there.
 */
export type Filter =
  | { type: "and" | "or"; of: readonly Filter[] }
  | { type: "not"; of: Filter }
  | { type: "label"; key: string; test: ValueTest }
  | { type: "field"; path: string; test: ValueTest }
  | { type: "condition"; condition: string; part: ConditionPart; test: ValueTest };

export type ConditionPart = "status" | "reason" | "message" | "lastTransitionTime";

/** For words that a name must all hold, in any case. */
export function nameFilter(search: string): Filter {
  const words = search.split(/\s+/).filter(Boolean);
  return {
    type: "and",
    of: words.map((text) => ({ type: "field", path: "metadata.name", test: { is: "containing", text } })),
  };
}
