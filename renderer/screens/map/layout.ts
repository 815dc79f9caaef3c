import ELK from "elkjs/lib/elk-api.js";
import workerUrl from "elkjs/lib/elk-worker.min.js?url";
import type { MapMessage } from "../../../shared/map.ts";
import { type Box, boxesOf, toElkGraph } from "./elk-graph.ts";

/** Lays maps out in a worker, so that the window never waits for one. */
export class Layouter {
  readonly #elk = new ELK({ workerUrl });

  async layOut(graph: Pick<MapMessage, "nodes" | "edges">): Promise<Map<string, Box>> {
    return boxesOf(await this.#elk.layout(toElkGraph(graph)));
  }

  close(): void {
    this.#elk.terminateWorker();
  }
}
