/** Where a value is within a document: property names and list positions, from the root. */
export type Path = readonly (string | number)[];

/** As errors name it: `interfaces.0.mac`. */
export function pathText(path: Path): string {
  return path.join(".");
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function valueAt(root: unknown, path: Path): unknown {
  return path.reduce<unknown>((value, step) => {
    if (Array.isArray(value)) return value[Number(step)];
    return isRecord(value) ? value[String(step)] : undefined;
  }, root);
}

/** A copy of `root` with the value at `path` replaced, or taken out where `value` is undefined. Missing parents are made. */
export function withValueAt(root: unknown, path: Path, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(root)) {
    const index = Number(step);
    const next = withValueAt(root[index], rest, value);
    return next === undefined ? root.toSpliced(index, 1) : Object.assign([...root], { [index]: next });
  }
  const record = isRecord(root) ? root : {};
  const name = String(step);
  const next = withValueAt(record[name], rest, value);
  if (next !== undefined) return { ...record, [name]: next };
  return Object.fromEntries(Object.entries(record).filter(([key]) => key !== name));
}
