/**
 * The list with one more item. The first one makes a list of just its length, where a push makes room for sixteen more: for
 * lists of which there are many, and that mostly hold one. `list` may be changed or not; what is returned counts.
 */
export function pushed<T>(list: T[], item: T): T[] {
  if (list.length === 0) return [item];
  list.push(item);
  return list;
}
