import type { ExportFormat } from "../fleet/export.ts";
import { documentOf, inFormat, Names } from "../fleet/export.ts";
import type { KindRegistry } from "../kinds/kind-registry.ts";
import type { Storage } from "../storage/storage.ts";
import { type BulkItem, DONE, GONE, type Settled } from "./bulk-action.ts";
import type { BulkJob } from "./bulk-job.ts";

interface Exported extends Settled {
  document?: unknown;
}

/** The resources of a job as a file that import reads; what is gone by then is settled as skipped. */
export function exportedPieces(
  job: BulkJob,
  { storage, kinds, format }: { storage: Storage; kinds: KindRegistry; format: ExportFormat },
): AsyncGenerator<string> {
  const names = new Names(storage);
  const shared = repeated(job.items);
  const exported = async ({ kind, uid, name }: BulkItem): Promise<Exported> => {
    const resource = await storage.load(kind, uid);
    if (resource === undefined) return GONE;
    return { ...DONE, document: await documentOf(resource, kinds.get(kind), shared.has(name), names) };
  };
  return inFormat(format, documents(job.batches(exported)));
}

async function* documents(batches: AsyncIterable<readonly Exported[]>): AsyncGenerator<unknown[]> {
  for await (const batch of batches) {
    yield batch.map(({ document }) => document).filter((document) => document !== undefined);
  }
}

/** The names that more than one has. */
function repeated(items: readonly BulkItem[]): ReadonlySet<string> {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const { name } of items) (seen.has(name) ? twice : seen).add(name);
  return twice;
}
