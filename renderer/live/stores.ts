import { hub } from "./hub.ts";
import { createStreamStore } from "./stream-store.ts";

/** Streams that the whole window shares. */
export const engineStore = createStreamStore(hub, "engine", {}, { whileHidden: true });
export const summaryStore = createStreamStore(hub, "summary", {});
