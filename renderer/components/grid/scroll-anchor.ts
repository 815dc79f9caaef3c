/** What the view held on to before rows came or went: its first row and how many rows there were. */
export interface Anchor {
  index: number;
  total: number;
}

/**
 * By how many rows the view has to move so that what the eye is on stays where it is, after rows came or went above it. A row
 * that moved for another reason (its sort value changed) is not followed: the view would run away with it.
 */
export function anchorShift(before: Anchor, now: Anchor): number {
  const shift = now.index - before.index;
  const growth = now.total - before.total;
  const explained = Math.sign(shift) === Math.sign(growth) && Math.abs(shift) <= Math.abs(growth);
  return explained ? shift : 0;
}
