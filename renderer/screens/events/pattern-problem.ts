/** What is wrong with an event pattern, for the one who types it; the engine refuses the same ones. */
export function patternProblem(pattern: string): string | undefined {
  const segments = pattern.split(".");
  if (pattern === "") return "Type a pattern such as io.fabrica.device.** (** is everything)";
  if (segments.includes("")) return "There is an empty segment: one dot too many";
  const mixed = segments.find((segment) => segment.includes("*") && segment !== "*" && segment !== "**");
  if (mixed) return `* and ** stand for whole segments, so ${mixed} matches nothing`;
  return undefined;
}
