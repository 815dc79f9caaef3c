/** The ids with one of them moved to the place of another: before it when it comes from the right, else after it. */
export function moveTo(ids: readonly string[], moved: string, target: string): string[] {
  const from = ids.indexOf(moved);
  const to = ids.indexOf(target);
  if (from === -1 || to === -1 || from === to) return [...ids];
  return ids.toSpliced(from, 1).toSpliced(to, 0, moved);
}

/** The ids with one of them moved by so many places, as far as there are any. */
export function moveBy(ids: readonly string[], moved: string, places: number): string[] {
  const from = ids.indexOf(moved);
  const target = ids[Math.min(Math.max(from + places, 0), ids.length - 1)];
  return target === undefined ? [...ids] : moveTo(ids, moved, target);
}
