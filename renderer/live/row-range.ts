/** A stretch of a long list. */
export interface RowRange {
  offset: number;
  limit: number;
}

/** The rows that are on screen, both ends included. */
export interface VisibleRows {
  first: number;
  last: number;
}

/** No window asks for more rows at once; the contract allows no more. */
const maxLimit = 500;
/** Ranges begin at multiples of this, so that going back a little finds what was asked for before. */
const step = 25;

/**
 * The stretch to follow so that `visible` can be painted and a good way on in either direction. As long as the one that is
 * held does, it stays: a new one costs a query.
 */
export function rangeFor(visible: VisibleRows, held: RowRange | undefined): RowRange {
  const count = Math.max(visible.last - visible.first + 1, 1);
  const margin = Math.ceil(count / 2);
  if (held && contains(held, { first: visible.first - margin, last: visible.last + margin })) return held;
  const limit = Math.min(Math.ceil((count * 3) / step) * step, maxLimit);
  const offset = Math.max(visible.first - Math.floor((limit - count) / 2), 0);
  return { offset: Math.floor(offset / step) * step, limit: Math.min(limit + step, maxLimit) };
}

/** What is on screen and little more: the rows of a place that the view has jumped to should not wait for those around them. */
export function narrowRange({ first, last }: VisibleRows): RowRange {
  const offset = Math.floor(first / step) * step;
  return { offset, limit: Math.min(Math.ceil((last - offset + 1) / step) * step, maxLimit) };
}

export function contains(range: RowRange, { first, last }: VisibleRows): boolean {
  return range.offset <= Math.max(first, 0) && last < range.offset + range.limit;
}
