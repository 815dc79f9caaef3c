import { createStore } from "zustand/vanilla";
import type { StreamMessage } from "../../../../shared/contract.ts";
import type { HeatMode } from "../../../../shared/heat.ts";
import { afterMessage, type HeatState } from "./heat-state.ts";

/** The heatmap that was told of last, what its levels tell, and as of which sequence. */
interface ShownHeat {
  kind: string;
  mode: HeatMode;
  state: HeatState;
  sequence: number;
}

/** Outlives the overview: whoever comes back sees what was there until the engine has told anew, and nothing jumps. */
export const heatStore = createStore<ShownHeat | null>(() => null);

/** Undefined where another kind, or none yet, was told of last. */
export function shownOf(kind: string): ShownHeat | undefined {
  const shown = heatStore.getState();
  return shown?.kind === kind ? shown : undefined;
}

/** Takes a message. What is not whole goes on from what is shown, in its mode. */
export function tellHeat(kind: string, mode: HeatMode, message: StreamMessage<"heatmap">): void {
  const before = message.whole ? undefined : shownOf(kind);
  heatStore.setState(
    {
      kind,
      mode: before?.mode ?? mode,
      state: afterMessage(before?.state, message),
      sequence: message.sequence,
    },
    true,
  );
}
