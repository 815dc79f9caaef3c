import { hub, meter } from "./hub.ts";
import { queryClient } from "./query-client.ts";
import { createStreamStore } from "./stream-store.ts";

/** Streams that the whole window shares. */
export const engineStore = createStreamStore(hub, "engine", {}, { whileHidden: true });
export const viewsStore = createStreamStore(hub, "views", {}, { whileHidden: true });
export const summaryStore = createStreamStore(hub, "summary", {});
export const bulkStore = createStreamStore(hub, "bulk", {});

engineStore.subscribe(({ message }, { message: previous }) => {
  if (!message) return;
  meter.beat(message.sequence, message.at);
  const isBack = message.state === "running" && previous !== undefined && previous.state !== "running";
  if (!isBack) return;
  hub.resume();
  void queryClient.invalidateQueries();
});
