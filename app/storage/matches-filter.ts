import { findCondition } from "../resource/condition.ts";
import type { Filter, ValueTest } from "../resource/filter.ts";
import type { Resource } from "../resource/resource.ts";
import { compareScalars, parseResourcePath, type Scalar, scalarAt } from "./resource-path.ts";

/**
 * Whether a filter selects a resource, as a page's SQL would.
 * @throws {EngineError} `Invalid` for a path that leads nowhere.
 */
export function matchesFilter(resource: Resource, filter: Filter): boolean {
  switch (filter.type) {
    case "and":
      return filter.of.every((part) => matchesFilter(resource, part));
    case "or":
      return filter.of.some((part) => matchesFilter(resource, part));
    case "not":
      return !matchesFilter(resource, filter.of);
    case "label":
      return passes(own(resource.metadata.labels, filter.key), filter.test);
    case "condition":
      return passes(findCondition(resource, filter.condition)?.[filter.part] ?? null, filter.test);
    case "field":
      return passes(fieldOf(resource, filter.path), filter.test);
  }
}

function own(labels: Readonly<Record<string, string>>, key: string): Scalar {
  return Object.hasOwn(labels, key) ? (labels[key] ?? null) : null;
}

function fieldOf(resource: Resource, path: string): Scalar {
  if (path === "ready") return findCondition(resource, "Ready")?.status ?? "Unknown";
  if (path === "since") return findCondition(resource, "Ready")?.lastTransitionTime ?? null;
  return scalarAt(resource, parseResourcePath(path, "filter"));
}

function passes(value: Scalar, test: ValueTest): boolean {
  if (value === null) return false;
  switch (test.is) {
    case "there":
      return true;
    case "oneOf":
      return test.values.includes(value);
    case "containing":
      return inLowerCase(String(value)).includes(inLowerCase(test.text));
    case "below":
    case "above": {
      if (typeof value !== typeof test.value) return false;
      const order = compareScalars(value, test.value);
      return (test.orEqual && order === 0) || (test.is === "below" ? order < 0 : order > 0);
    }
  }
}

/** Of ASCII letters alone, as SQLite's. */
function inLowerCase(text: string): string {
  return text.replaceAll(/[A-Z]/g, (letter) => letter.toLowerCase());
}
