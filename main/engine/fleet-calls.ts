import type { CallHandlers } from "../contract/call-handlers.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import type { EngineContext } from "./engine-context.ts";

/** Whole fleets: out to a file, and one to try things with. */
export function fleetCalls({ engine, host, actor }: EngineContext): CallHandlers<"export.save" | "demo.create"> {
  return {
    "export.save": async ({ kind, format }, { window }) => {
      const suggestedName = `${kind === undefined ? "fleet" : engine.kinds.get(kind).plural.toLowerCase()}.${format}`;
      const [path] = await host.ask({ ask: "export-file", window, suggestedName });
      if (path === undefined) return { path: null, count: 0 };
      let count = 0;
      for (const counts of engine.queries.summary()) {
        if (kind === undefined || counts.kind === kind) count += counts.total - counts.deleting;
      }
      await writeAtomically(path, engine.export({ kind, format }));
      return { path, count };
    },
    "demo.create": async ({ nodes }) => ({ created: await engine.createDemoFleet({ nodes, actor }) }),
  };
}
