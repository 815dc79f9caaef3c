import { z } from "zod";
import { pathText } from "./path.ts";
import { t } from "../i18n/i18n.ts";

/** What is wrong with a spec: the message for each path (`interfaces.0.mac`) that is at fault; "" is the spec itself. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A check of specs against a kind's JSON Schema; the engine checks again, this one only answers while one types. */
export function specValidator(jsonSchema: Record<string, unknown>): (spec: unknown) => FieldErrors {
  const schema = z.fromJSONSchema(jsonSchema);
  return (spec) => {
    const result = schema.safeParse(spec);
    if (result.success) return {};
    const errors: Record<string, string> = {};
    for (const issue of result.error.issues) errors[pathText(issue.path.map(pathStep))] ??= messageOf(issue);
    return errors;
  };
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === "too_small" && issue.origin === "string") return t("forms.empty");
  if (issue.code === "invalid_value") return t("forms.oneOf", { values: issue.values.map(String).join(", ") });
  if (issue.code === "unrecognized_keys") return t("forms.unknownKeys", { keys: issue.keys.join(", ") });
  return issue.message;
}

function pathStep(step: PropertyKey): string | number {
  return typeof step === "symbol" ? String(step) : step;
}
