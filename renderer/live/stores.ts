import { hub, meter } from "./hub.ts";
import { isBack } from "./is-back.ts";
import { queryClient } from "./query-client.ts";
import { createStreamStore } from "./stream-store.ts";

/** Streams that the whole window shares. */
export const engineStore = createStreamStore(hub, "engine", {});
export const viewsStore = createStreamStore(hub, "views", {}, { whileHidden: true });
export const summaryStore = createStreamStore(hub, "summary", {});
export const bulkStore = createStreamStore(hub, "bulk", {});

/** As of which sequence the summary is. */
export const paintedSummary = (): number | undefined => summaryStore.getState().message?.sequence;

engineStore.subscribe(({ message }, { message: previous }) => {
  if (message?.state !== "running") return;
  meter.beat(message.sequence, message.at);
  if (!isBack(message, previous)) return;
  hub.resume();
  void queryClient.invalidateQueries();
});
