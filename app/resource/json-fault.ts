export interface JsonFault {
  /** Where it is, as in `spec.ports[2].name`; empty for the value itself. */
  path: string;
  /** Reads on after the path. */
  reason: string;
}

/** Why `value` cannot be held as JSON, and where. Slow and thorough: for the error message of what was refused already. */
export function findJsonFault(value: unknown, deepest: number): JsonFault {
  return search(value, "", [], deepest) ?? { path: "", reason: "cannot be held as JSON" };
}

function search(value: unknown, path: string, ancestors: readonly object[], deepest: number): JsonFault | undefined {
  const reason = ownFault(value, ancestors, deepest);
  if (reason !== undefined) return { path, reason };
  if (typeof value !== "object" || value === null) return undefined;
  for (const [step, child] of childrenOf(value)) {
    const fault = search(child, path === "" ? step.replace(/^\./, "") : path + step, [...ancestors, value], deepest);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function ownFault(value: unknown, ancestors: readonly object[], deepest: number): string | undefined {
  switch (typeof value) {
    case "number":
      return Number.isFinite(value) ? undefined : `is ${value}; JSON holds finite numbers only`;
    case "bigint":
    case "function":
    case "symbol":
    case "undefined":
      return `is ${value === undefined ? "undefined" : `a ${typeof value}`}, which JSON cannot hold`;
    case "object":
      if (value === null) return undefined;
      if (ancestors.includes(value)) return "contains itself; JSON cannot hold a cycle";
      if (ancestors.length === deepest) return `is nested more than ${deepest} levels deep`;
      return foreignFault(value);
    default:
      return undefined;
  }
}

function foreignFault(value: object): string | undefined {
  if (Array.isArray(value) || hasToJson(value)) return undefined;
  const tag = Object.prototype.toString.call(value).slice("[object ".length, -1);
  return tag === "Object" ? undefined : `is of type ${tag}, which JSON cannot hold`;
}

function* childrenOf(value: object): Generator<[step: string, child: unknown]> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield [`[${index}]`, item];
  } else if (hasToJson(value)) {
    yield ["", value.toJSON()];
  } else {
    for (const [key, field] of Object.entries(value)) {
      if (field !== undefined) yield [`.${key}`, field];
    }
  }
}

/** As in `cloneJson`: a plain object is copied field by field, whatever the fields are called. */
function hasToJson(value: object): value is { toJSON(): unknown } {
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return false;
  return "toJSON" in value && typeof value.toJSON === "function";
}
