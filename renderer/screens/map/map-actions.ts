import { createContext, useContext } from "react";
import type { FoldRef } from "../../../shared/map.ts";

/** What nodes of the map have done, wherever they are drawn. */
export interface MapActions {
  toggle(fold: FoldRef, shown: number): void;
  showMore(fold: FoldRef, shown: number): void;
  pluralOf(kind: string): string;
}

export const MapActionsContext = createContext<MapActions | undefined>(undefined);

/** @throws {Error} outside of a map. */
export function useMapActions(): MapActions {
  const actions = useContext(MapActionsContext);
  if (!actions) throw new Error("There is no map around this node.");
  return actions;
}
