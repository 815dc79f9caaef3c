import { z } from "zod";
import { isRecord, type Path, pathText } from "./path.ts";
import { t } from "../i18n/i18n.ts";

/** Something wrong with a spec. */
export interface FieldProblem {
  path: Path;
  message: string;
  /** What the object at `path` holds and should not. */
  unknownKeys: readonly string[];
}

/** The message for each path (`interfaces.0.mac`) that is at fault; "" is the spec itself. */
export type FieldErrors = Readonly<Record<string, string>>;

/** A check of specs against a kind's JSON Schema; the engine checks again, this one only answers while one types. */
export function specValidator(jsonSchema: Record<string, unknown>): (spec: unknown) => FieldProblem[] {
  const schema = z.fromJSONSchema(jsonSchema);
  return (spec) => {
    const result = schema.safeParse(spec);
    if (result.success) return [];
    return result.error.issues.map((issue) => {
      const path = issue.path.map(pathStep);
      const unknownKeys = issue.code === "unrecognized_keys" ? issue.keys : [];
      return { path, message: messageOf(issue, exampleAt(jsonSchema, path)), unknownKeys };
    });
  };
}

/** The first of what is wrong at each path. */
export function errorsByPath(problems: readonly FieldProblem[]): FieldErrors {
  return Object.fromEntries(problems.toReversed().map(({ path, message }) => [pathText(path), message]));
}

/** @param example of what would fit, where the schema has one */
function messageOf(issue: z.core.$ZodIssue, example: string | undefined): string {
  switch (issue.code) {
    case "too_small":
      return issue.origin === "string" ? t("forms.empty") : t("forms.least", { least: String(issue.minimum) });
    case "too_big":
      return t("forms.most", { most: String(issue.maximum) });
    case "invalid_value":
      return t("forms.oneOf", { values: issue.values.map(String).join(", ") });
    case "unrecognized_keys":
      return t("forms.unknownKeys", { keys: issue.keys.join(", ") });
    case "invalid_type":
      return t("forms.type", { type: issue.expected });
    default:
      return example === undefined ? issue.message : t("forms.asIn", { example });
  }
}

function exampleAt(jsonSchema: unknown, path: Path): string | undefined {
  let schema = jsonSchema;
  for (const step of path) {
    if (!isRecord(schema)) return undefined;
    if (typeof step === "number") schema = schema["items"];
    else schema = isRecord(schema["properties"]) ? schema["properties"][step] : schema["additionalProperties"];
  }
  const examples: unknown = isRecord(schema) ? schema["examples"] : undefined;
  const [first]: unknown[] = Array.isArray(examples) ? examples : [];
  return typeof first === "string" ? first : undefined;
}

function pathStep(step: PropertyKey): string | number {
  return typeof step === "symbol" ? String(step) : step;
}
