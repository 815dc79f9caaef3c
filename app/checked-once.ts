const MAX_REMEMBERED = 4096;

/** The same check, except that a value that has passed is not checked again while it is remembered. */
export function checkedOnce(check: (value: string) => void): (value: string) => void {
  const passed = new Set<string>();
  return (value) => {
    if (passed.has(value)) return;
    check(value);
    if (passed.size === MAX_REMEMBERED) passed.clear();
    passed.add(value);
  };
}
