import { hub } from "./hub.ts";
import { createStreamStore } from "./stream-store.ts";

/** What happened lately, for the whole window. */
export const noticesStore = createStreamStore(hub, "notices", {}, { whileHidden: true });
