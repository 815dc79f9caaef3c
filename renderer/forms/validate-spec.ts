import { z } from "zod";
import { pathText } from "./path.ts";

/** What is wrong with a spec: the message for each path (`interfaces.0.mac`) that is at fault; "" is the spec itself. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A check of specs against a kind's JSON Schema; the engine checks again, this one only answers while one types. */
export function specValidator(jsonSchema: Record<string, unknown>): (spec: unknown) => FieldErrors {
  const schema = z.fromJSONSchema(jsonSchema);
  return (spec) => {
    const result = schema.safeParse(spec);
    if (result.success) return {};
    const errors: Record<string, string> = {};
    for (const issue of result.error.issues) errors[pathText(issue.path.map(pathStep))] ??= issue.message;
    return errors;
  };
}

function pathStep(step: PropertyKey): string | number {
  return typeof step === "symbol" ? String(step) : step;
}
