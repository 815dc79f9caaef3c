import type { z } from "zod";

/** One thing that is wrong with a value. */
export interface Fault {
  /** Where, as a dotted path (`spec.desired`). */
  field: string;
  path: readonly PropertyKey[];
  /** What is wrong there: goes on a sentence that begins with the field. */
  message: string;
}

/** Zod's issues in the words of an operator; a message that the schema gives itself is kept. */
export function faultsOf(issues: readonly z.core.$ZodIssue[], root: string): Fault[] {
  return issues.flatMap((issue) => {
    const paths = issue.code === "unrecognized_keys" ? issue.keys.map((key) => [...issue.path, key]) : [issue.path];
    return paths.map((path) => ({ field: fieldOf(root, path), path, message: issue.message }));
  });
}

/** For `safeParse`: what zod would say itself is meant for programmers. */
export function describeIssue(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is missing" : `must be ${withArticle(issue.expected)}`;
    case "invalid_value": {
      const rule = `must be ${issue.values.map((value) => JSON.stringify(value)).join(" or ")}`;
      return issue.input === undefined ? `is missing; it ${rule}` : rule;
    }
    case "unrecognized_keys":
      return "is not a field that it has";
    case "too_small":
      return issue.origin === "string" ? "must not be empty" : `must be at least ${issue.minimum}`;
    case "too_big":
      return `must be at most ${issue.maximum}${issue.origin === "string" ? " characters long" : ""}`;
    default:
      return undefined;
  }
}

function fieldOf(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((field, key) => {
    if (typeof key === "number") return `${field}[${key}]`;
    return field === "" ? String(key) : `${field}.${String(key)}`;
  }, root);
}

function withArticle(type: string): string {
  if (type === "int") return "a whole number";
  if (type === "record" || type === "object") return "a set of fields";
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}
