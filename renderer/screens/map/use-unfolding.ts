import { useCallback, useMemo, useState } from "react";
import { FOLD_PAGE, foldId, type FoldRef, type MapQuery } from "../../../shared/map.ts";

type Unfolded = NonNullable<MapQuery["unfolded"]>[number];

export interface Unfolding {
  unfolded: readonly Unfolded[];
  /** Shows a page of it, or folds it. */
  toggle(fold: FoldRef, shown: number): void;
  /** Shows one page more than is shown. */
  showMore(fold: FoldRef, shown: number): void;
}

/** Which folds of a map the user unfolded, and how far. */
export function useUnfolding(): Unfolding {
  const [byId, setById] = useState<ReadonlyMap<string, Unfolded>>(new Map());
  const set = useCallback((fold: FoldRef, pages: number) => {
    setById((before) => new Map(before).set(foldId(fold), { ...fold, pages }));
  }, []);
  const toggle = useCallback((fold: FoldRef, shown: number) => set(fold, shown > 0 ? 0 : 1), [set]);
  const showMore = useCallback((fold: FoldRef, shown: number) => set(fold, Math.ceil(shown / FOLD_PAGE) + 1), [set]);
  const unfolded = useMemo(() => [...byId.values()], [byId]);
  return { unfolded, toggle, showMore };
}
