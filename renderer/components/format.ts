const counts = new Intl.NumberFormat("en");
const shortCounts = new Intl.NumberFormat("en", { notation: "compact" });
const rates = new Intl.NumberFormat("en", { maximumSignificantDigits: 3 });

/** `4,812` */
export function formatCount(value: number): string {
  return counts.format(value);
}

/** `4,812`, `99K`: for narrow places, where the rest of a large number does not matter. */
export function formatShortCount(value: number): string {
  return value < 10_000 ? counts.format(value) : shortCounts.format(value);
}

/** `3.42`, `128`: as many digits as the eye can use. */
export function formatRate(value: number): string {
  return rates.format(value);
}

/** `1 node`, `4,812 nodes` */
export function formatCounted(value: number, singular: string, plural: string): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`;
}
