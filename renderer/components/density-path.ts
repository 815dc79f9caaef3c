/** A bar is seen however few events it stands for. */
const leastHeight = 0.08;

/**
 * The bars of a histogram as one path in a box as wide as there are counts and 1 high. Heights go by the square root, so
 * that a burst does not press all else flat.
 */
export function densityPath(counts: readonly number[]): string {
  const most = Math.max(1, ...counts);
  return counts
    .map((count, index) => {
      if (count === 0) return "";
      const height = Math.max(Math.sqrt(count / most), leastHeight);
      return `M${index + 0.1} 1V${(1 - height).toFixed(3)}h.8V1Z`;
    })
    .join("");
}
