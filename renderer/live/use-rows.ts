import { replaceEqualDeep } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { createStore, type StoreApi } from "zustand/vanilla";
import type { StreamMessage, StreamRequest } from "../../shared/contract.ts";
import type { Row, WorkItem } from "../../shared/model.ts";
import { hub } from "./hub.ts";
import { RowsStore } from "./rows-store.ts";

type TableQuestion = Omit<StreamRequest<"table">, "offset" | "limit">;
type QueueQuestion = Omit<StreamRequest<"queue">, "offset" | "limit">;

/** The rows of a table of resources, live, as far as they are looked at. */
export function useTableRows(question: TableQuestion): RowsStore<TableQuestion, Row> {
  const [store] = useState(
    () =>
      new RowsStore<TableQuestion, Row>(
        (query, range, { onPage, onPhase }) =>
          hub.follow("table", { ...query, ...range }, { onMessage: onPage, onPhase }),
        (row) => row.uid,
      ),
  );
  useQuestion(store, question);
  return store;
}

/** What the queue tells beside its items. */
export type QueueAround = Pick<StreamMessage<"queue">, "counts" | "workers">;

interface QueueRows {
  rows: RowsStore<QueueQuestion, WorkItem>;
  /** Undefined until the first answer. */
  around: StoreApi<QueueAround | undefined>;
}

/** The items of the queue, live, as far as they are looked at. */
export function useQueueRows(question: QueueQuestion): QueueRows {
  const [queue] = useState(makeQueueRows);
  useQuestion(queue.rows, question);
  return queue;
}

function makeQueueRows(): QueueRows {
  const around = createStore<QueueAround | undefined>(() => undefined);
  const rows = new RowsStore<QueueQuestion, WorkItem>(
    (query, range, { onPage, onPhase }) =>
      hub.follow(
        "queue",
        { ...query, ...range },
        {
          onMessage({ items, total, counts, workers, sequence }) {
            onPage({ rows: items, total, sequence });
            around.setState((before) => replaceEqualDeep(before, { counts, workers }), true);
          },
          onPhase,
        },
      ),
    (item) => `${item.resourceKind}/${item.resourceUid}`,
  );
  return { rows, around };
}

function useQuestion<Q, T>(store: RowsStore<Q, T>, question: Q): void {
  const questionJson = JSON.stringify(question);
  useEffect(() => {
    store.ask(question);
    // oxlint-disable-next-line react/exhaustive-deps -- equal questions have the same answer, whatever their identity
  }, [store, questionJson]);
  useEffect(() => () => store.close(), [store]);
}
