/** Which rows of a list are selected: some that were chosen one by one, or all that match but some. */
export type Selection<T> = { all: false; rows: ReadonlyMap<string, T> } | { all: true; except: ReadonlySet<string> };

export const nothingSelected: Selection<never> = { all: false, rows: new Map<string, never>() };
export const everythingSelected: Selection<never> = { all: true, except: new Set() };

export function isSelected<T>(selection: Selection<T>, key: string): boolean {
  return selection.all ? !selection.except.has(key) : selection.rows.has(key);
}

export function toggled<T>(selection: Selection<T>, key: string, row: T): Selection<T> {
  if (selection.all) return { all: true, except: withToggled(selection.except, key) };
  const rows = new Map(selection.rows);
  if (!rows.delete(key)) rows.set(key, row);
  return { all: false, rows };
}

/** With these selected too. */
export function extended<T>(selection: Selection<T>, more: ReadonlyMap<string, T>): Selection<T> {
  if (!selection.all) return { all: false, rows: new Map([...selection.rows, ...more]) };
  return { all: true, except: new Set([...selection.except].filter((key) => !more.has(key))) };
}

/** @param total how many match; undefined until that is known */
export function selectedCount<T>(selection: Selection<T>, total: number | undefined): number {
  return selection.all ? Math.max(0, (total ?? 0) - selection.except.size) : selection.rows.size;
}

function withToggled(keys: ReadonlySet<string>, key: string): ReadonlySet<string> {
  const after = new Set(keys);
  if (!after.delete(key)) after.add(key);
  return after;
}
