import { isRecord, type Path } from "../forms/path.ts";
import { byIdentity, identityOf } from "./list-identity.ts";
import { sameJson } from "./merge.ts";

/** Where two documents differ, field by field. A path into a list of named items names the item. */
export function changedPaths(before: unknown, after: unknown, path: Path = []): Path[] {
  if (sameJson(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
    return [...keys].flatMap((key) => changedPaths(before[key], after[key], [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) {
    const identity = identityOf(before, after);
    if (identity === undefined) return [path];
    const [old, fresh] = [byIdentity(before, identity), byIdentity(after, identity)];
    const changed = [...new Set([...old.keys(), ...fresh.keys()])].flatMap((name) =>
      changedPaths(old.get(name), fresh.get(name), [...path, name]),
    );
    // The same items in another order.
    return changed.length === 0 ? [path] : changed;
  }
  return [path];
}
