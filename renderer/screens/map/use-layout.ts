import { useEffect, useState } from "react";
import type { MapMessage } from "../../../shared/map.ts";
import { type Box, structureOf } from "./elk-graph.ts";
import { Layouter } from "./layout.ts";

/** A map with the places of its nodes. */
export interface LaidOutMap {
  structure: string;
  boxes: ReadonlyMap<string, Box>;
}

/**
 * The newest layout; that of the structure before, until the next one is there.
 * @throws {Error} when there can be none, for the screen's boundary to say
 */
export function useLayout(message: MapMessage | undefined): LaidOutMap | undefined {
  const [layouter, setLayouter] = useState<Layouter>();
  const [laidOut, setLaidOut] = useState<LaidOutMap>();
  const [failure, setFailure] = useState<unknown>();
  const structure = message && structureOf(message);
  useEffect(() => {
    const made = new Layouter();
    setLayouter(made);
    return () => made.close();
  }, []);
  useEffect(() => {
    if (!layouter || !message || structure === undefined) return;
    let isWanted = true;
    const layOut = async (): Promise<void> => {
      const boxes = await layouter.layOut(message);
      if (isWanted) setLaidOut({ structure, boxes });
    };
    layOut().catch((error: unknown) => isWanted && setFailure(error));
    return () => {
      isWanted = false;
    };
    // oxlint-disable-next-line react/exhaustive-deps -- laid out anew for another structure only; states change all the time
  }, [layouter, structure]);
  if (failure !== undefined) throw failure;
  return laidOut;
}
