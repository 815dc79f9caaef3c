/** A copy without the fields that are undefined: spread over defaults, it leaves those in place. */
export function withoutUndefined<T extends object>(parts: T): T {
  const given = { ...parts };
  for (const key in given) if (given[key] === undefined) delete given[key];
  return given;
}
