/**
 * What is offered for a pattern: all events that begin alike (`io.fabrica.device.**`), where there are several such types, then
 * each type.
 */
export function patternOptions(types: readonly string[]): string[] {
  const families = new Map<string, number>();
  for (const type of types) {
    const family = type.slice(0, type.lastIndexOf("."));
    families.set(family, (families.get(family) ?? 0) + 1);
  }
  const shared = [...families].flatMap(([family, count]) => (count > 1 && family !== "" ? [`${family}.**`] : []));
  return [...shared, ...types];
}

/** Those that hold what is typed; what stands for any segment at its end is not compared. */
export function matchingOptions(options: readonly string[], typed: string): string[] {
  const stem = typed
    .trim()
    .toLowerCase()
    .replace(/[.*]+$/, "");
  return options.filter((option) => option.toLowerCase().includes(stem));
}

/** The pattern of all events whose types go on from one that is no type itself: `io.fabrica.device` is most likely meant so. */
export function widerPattern(pattern: string, types: readonly string[]): string | undefined {
  return types.some((type) => type.startsWith(`${pattern}.`)) ? `${pattern}.**` : undefined;
}
