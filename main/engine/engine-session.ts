import type { Engine } from "../../app/engine.ts";
import type { Logger } from "../../app/logger.ts";
import { answerCall, type CallHandlers, type Caller } from "../contract/call-handlers.ts";
import type { EngineCall, EngineStream } from "../contract/division.ts";
import { serveStream, type StreamHandlers } from "../contract/stream-handlers.ts";
import type { StreamPort } from "../contract/stream-port.ts";
import { bulkCalls } from "./bulk-calls.ts";
import { BulkJobs } from "./bulk-jobs.ts";
import { bulkStream } from "./bulk-stream.ts";
import { alertCalls } from "./alert-calls.ts";
import { ChangeHub } from "./change-hub.ts";
import type { EngineContext } from "./engine-context.ts";
import { eventCalls } from "./event-calls.ts";
import { eventExports } from "./event-exports.ts";
import { eventsStream } from "./events-stream.ts";
import { fleetCalls } from "./fleet-calls.ts";
import { heatmapStream } from "./heatmap-stream.ts";
import type { Host } from "./host.ts";
import { importHandlers } from "./import-handlers.ts";
import { mapHandlers } from "./map-handlers.ts";
import { queueStream } from "./queue-stream.ts";
import { resourceCalls } from "./resource-calls.ts";
import { resourceStreams } from "./resource-streams.ts";
import { summaryStream } from "./summary-stream.ts";
import { timeCalls } from "./time-calls.ts";
import { workCalls } from "./work-calls.ts";

export interface EngineSessionOptions {
  host: Host;
  /** Who acts here. */
  actor: string;
  logger: Logger;
}

/** Answers the contract's calls and streams with an open engine. */
export class EngineSession {
  readonly #context: EngineContext;
  readonly #bulk: BulkJobs;
  readonly #calls: CallHandlers<EngineCall>;
  readonly #streams: StreamHandlers<EngineStream>;

  constructor(engine: Engine, options: EngineSessionOptions) {
    const hub = new ChangeHub(
      {
        watch: (onChange) => engine.storage.watch({}, onChange),
        watchQueue: (onChange) => engine.controller.onQueueChange(onChange),
        watchPauses: (onChange) => engine.controller.onPauseChange(onChange),
        sequence: () => engine.sequence,
      },
      engine.clock,
    );
    const context = { ...options, engine, hub };
    const map = mapHandlers(context);
    this.#context = context;
    this.#bulk = new BulkJobs(engine, options.logger, (happening) => options.host.tell(happening));
    const exports = eventExports(context);
    const imports = importHandlers(context);
    this.#calls = {
      ...resourceCalls(context),
      ...workCalls(context),
      ...eventCalls(context),
      ...exports.calls,
      ...timeCalls(context),
      ...imports.calls,
      ...fleetCalls(context),
      ...bulkCalls(context, this.#bulk),
      ...map.calls,
      ...alertCalls(context),
    };
    this.#streams = {
      ...resourceStreams(context),
      ...queueStream(context),
      ...summaryStream(context),
      ...heatmapStream(context),
      ...map.streams,
      ...eventsStream(context),
      ...bulkStream(context, this.#bulk),
      ...exports.streams,
      ...imports.streams,
    };
  }

  /** @returns an `Envelope` as JSON. */
  call(name: EngineCall, request: string, caller: Caller): Promise<string> {
    return answerCall(this.#calls, name, request, caller, this.#context.logger);
  }

  open(name: EngineStream, request: string, caller: Caller, port: StreamPort): void {
    const { engine, logger } = this.#context;
    serveStream(this.#streams, name, request, port, { caller, clock: engine.clock, logger });
  }

  /** Wakes no stream any more, and begins nothing more of what runs in the background. The streams end with the thread. */
  close(): void {
    this.#bulk.close();
    this.#context.hub.close();
  }
}
