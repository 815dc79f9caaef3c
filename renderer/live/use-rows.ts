import { useEffect, useState } from "react";
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

/** The items of the queue, live, as far as they are looked at. `onMessage` gets what else the queue tells with them. */
export function useQueueRows(
  question: QueueQuestion,
  onMessage: (message: StreamMessage<"queue">) => void,
): RowsStore<QueueQuestion, WorkItem> {
  const [store] = useState(
    () =>
      new RowsStore<QueueQuestion, WorkItem>(
        (query, range, { onPage, onPhase }) =>
          hub.follow(
            "queue",
            { ...query, ...range },
            {
              onMessage(message) {
                onPage({ rows: message.items, total: message.total });
                onMessage(message);
              },
              onPhase,
            },
          ),
        (item) => `${item.resourceKind}/${item.resourceUid}`,
      ),
  );
  useQuestion(store, question);
  return store;
}

function useQuestion<Q, T>(store: RowsStore<Q, T>, question: Q): void {
  const questionJson = JSON.stringify(question);
  useEffect(() => {
    store.ask(question);
    // eslint-disable-next-line react-hooks/exhaustive-deps -- equal questions have the same answer, whatever their identity
  }, [store, questionJson]);
  useEffect(() => () => store.close(), [store]);
}
