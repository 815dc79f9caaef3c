import type { ExportSink } from "../../app/bulk/bulk-runner.ts";
import { deletionReach } from "../../app/bulk/deletion-reach.ts";
import type { BulkTarget } from "../../app/bulk/bulk-target.ts";
import type { Engine } from "../../app/engine.ts";
import type { CheckedRequest } from "../../shared/contract.ts";
import type { BulkPreview } from "../../app/bulk/bulk-preview.ts";
import type { CallHandlers, Caller } from "../contract/call-handlers.ts";
import { writeAtomically } from "../files/write-atomically.ts";
import { type BulkJobs, shownResult } from "./bulk-jobs.ts";
import type { EngineContext } from "./engine-context.ts";
import { matchOf } from "./pages.ts";

type BulkCall =
  | "resources.deletionReach"
  | "bulk.preview"
  | "bulk.start"
  | "bulk.stop"
  | "bulk.undo"
  | "bulk.forget"
  | "bulk.results";

/** What a person does to many at once. */
export function bulkCalls({ engine, host, actor }: EngineContext, jobs: BulkJobs): CallHandlers<BulkCall> {
  const { runner } = jobs;

  /** Undefined when the user thought better of it. */
  const askWhereTo = async ({ items, action }: BulkPreview, { window }: Caller): Promise<ExportSink | undefined> => {
    const kind = items.every((item) => item.kind === items[0]?.kind)
      ? engine.kinds.find(items[0]?.kind ?? "")
      : undefined;
    const format = action.do === "export" ? action.format : "yaml";
    const suggestedName = `${kind?.plural.toLowerCase() ?? "resources"}.${format}`;
    const [file] = await host.ask({ ask: "export-file", window, suggestedName });
    return file === undefined ? undefined : { file, write: (pieces) => writeAtomically(file, pieces) };
  };

  return {
    "resources.deletionReach": (ref) => deletionReach([ref], engine.storage),
    "bulk.preview": async ({ target, action }) => {
      const preview = await runner.preview(inEngineTerms(target, engine), action);
      return { id: preview.id, ...preview.summary() };
    },
    "bulk.start": async ({ preview: id, count }, caller) => {
      const preview = runner.kept(id);
      if (preview.action.do !== "export") return { id: runner.start(id, count, { actor }).id };
      const sink = await askWhereTo(preview, caller);
      return { id: sink === undefined ? null : runner.start(id, count, { actor, sink }).id };
    },
    "bulk.stop": ({ id }) => {
      jobs.job(id).stop();
      return {};
    },
    "bulk.undo": ({ id }) => ({ id: runner.undo(jobs.job(id).id, actor).id }),
    "bulk.forget": ({ id }) => {
      jobs.forget(id);
      return {};
    },
    "bulk.results": ({ id, ...page }) => {
      const { results, total } = jobs.job(id).results(page);
      return { results: results.map(shownResult), total };
    },
  };
}

type ShownTarget = CheckedRequest<"bulk.preview">["target"];

/** @throws {EngineError} `Invalid` for a query that makes no sense */
function inEngineTerms(target: ShownTarget, engine: Engine): BulkTarget {
  if ("refs" in target) return target;
  const { except } = target;
  if ("query" in target) return { query: matchOf(engine, target.query), except };
  const { state, search } = target.queue;
  return { queue: { ...(state !== undefined && { state }), ...(search !== undefined && { search }) }, except };
}
