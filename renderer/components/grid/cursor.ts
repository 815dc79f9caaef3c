/** Where a key takes the cursor of a list, as in every list and in vi; undefined for keys that do not move it. */
export function moveCursor(
  key: string,
  cursor: number | undefined,
  total: number,
  pageSize: number,
): number | undefined {
  const step = stepOf(key, pageSize);
  if (step === undefined || total === 0) return undefined;
  if (step === -Infinity) return 0;
  if (step === Infinity) return total - 1;
  if (cursor === undefined) return step > 0 ? 0 : total - 1;
  return Math.min(Math.max(cursor + step, 0), total - 1);
}

function stepOf(key: string, pageSize: number): number | undefined {
  switch (key) {
    case "ArrowDown":
    case "j":
      return 1;
    case "ArrowUp":
    case "k":
      return -1;
    case "PageDown":
      return pageSize;
    case "PageUp":
      return -pageSize;
    case "Home":
      return -Infinity;
    case "End":
      return Infinity;
    default:
      return undefined;
  }
}
