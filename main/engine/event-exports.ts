import { setImmediate } from "node:timers/promises";
import { EngineError } from "../../app/errors.ts";
import { Listeners } from "../../app/listeners.ts";
import type { CheckedRequest } from "../../shared/contract.ts";
import type { CallHandlers } from "../contract/call-handlers.ts";
import type { StreamHandlers } from "../contract/stream-handlers.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import type { EngineContext } from "./engine-context.ts";

/** So many events are read at a time, which takes a few ms. */
const PAGE = 200;

/** An export that is under way. */
interface Running {
  written: number;
  total: number;
  isCancelled: boolean;
}

interface EventExports {
  calls: CallHandlers<"events.export" | "events.cancelExport">;
  streams: StreamHandlers<"eventExport">;
}

/** Writes the events that a window filtered to a file: one export a window at a time. */
export function eventExports({ engine, host }: EngineContext): EventExports {
  const running = new Map<number, Running>();
  /** Windows whose user is being asked where to. */
  const asking = new Set<number>();
  const listeners = new Listeners();

  const run = async (path: string, request: CheckedRequest<"events.export">, progress: Running): Promise<void> => {
    const { format, ...query } = request;
    const { from = engine.past.kept().since ?? 0, to = engine.clock.now(), ...filter } = query;
    const { counts } = await engine.queries.eventDensity(filter, from, to + 1, 1);
    progress.total = counts[0] ?? 0;
    await writeAtomically(path, texts({ ...query, to }, format, progress));
  };

  async function* texts(
    query: Omit<CheckedRequest<"events.export">, "format">,
    format: "jsonl" | "json",
    progress: Running,
  ): AsyncGenerator<string> {
    let before: number | undefined;
    if (format === "json") yield "[";
    for (;;) {
      const page = engine.queries.eventsPage({ ...query, ...(before !== undefined && { before }), limit: PAGE });
      const isFirst = before === undefined;
      const lines = page.map(({ event }) => JSON.stringify(event));
      if (format === "jsonl") yield lines.map((line) => `${line}\n`).join("");
      else if (lines.length > 0) yield `${isFirst ? "" : ","}\n${lines.join(",\n")}`;
      before = page.at(-1)?.position;
      progress.written += page.length;
      listeners.tell();
      if (page.length < PAGE) break;
      await setImmediate();
      if (progress.isCancelled) throw new EngineError("Closed", "The export was cancelled; no file was written.");
    }
    if (format === "json") yield "\n]\n";
  }

  return {
    calls: {
      "events.export": async (request, { window }) => {
        if (running.has(window) || asking.has(window)) {
          throw new EngineError(
            "Conflict",
            "An export of events is under way in this window. Wait for it or cancel it.",
          );
        }
        asking.add(window);
        const [path] = await host
          .ask({ ask: "export-file", window, suggestedName: `events.${request.format}` })
          .finally(() => asking.delete(window));
        if (path === undefined) return { path: null, count: 0 };
        const progress: Running = { written: 0, total: 0, isCancelled: false };
        running.set(window, progress);
        listeners.tell();
        try {
          await run(path, request, progress);
          return { path, count: progress.written };
        } finally {
          running.delete(window);
          listeners.tell();
        }
      },
      "events.cancelExport": (_request, { window }) => {
        const export_ = running.get(window);
        if (export_ !== undefined) export_.isCancelled = true;
        return {};
      },
    },
    streams: {
      eventExport: (_request, changed, { window }) => {
        const end = listeners.add(changed);
        return {
          next: () => {
            const export_ = running.get(window);
            return { progress: export_ === undefined ? null : { written: export_.written, total: export_.total } };
          },
          close: end,
        };
      },
    },
  };
}
