import { isRecord } from "../../app/is-record.ts";
import type { Resource } from "../../app/resource/resource.ts";
import { resource as resourceSchema, type Resource as ShownResource, type ResourceEdit } from "../../shared/model.ts";
import type { CallHandlers } from "../contract/call-handlers.ts";
import type { EngineContext } from "./engine-context.ts";
import { pageOf, rowOf } from "./pages.ts";
import { shownRecord } from "./shown-record.ts";
import { keysOf, valuesOf } from "./vocabulary.ts";

type ResourceCall =
  | "kinds.list"
  | "resources.page"
  | "resources.get"
  | "resources.keys"
  | "resources.values"
  | "resources.create"
  | "resources.update"
  | "resources.delete"
  | "resources.related"
  | "resources.plan"
  | "resources.records"
  | "resources.revisions";

/** Of a resource with many dependents so many are shown. */
const SHOWN_DEPENDENTS = 100;

/** What a person reads and writes of resources. */
export function resourceCalls({ engine, actor }: EngineContext): CallHandlers<ResourceCall> {
  const { client, kinds, queries, storage } = engine;

  /** The stored resource with what a person changed of it; status, owners and finalizers are not for people to change here. */
  const edited = async ({ kind, uid, resourceVersion, metadata, spec }: ResourceEdit): Promise<Resource> => {
    const stored = await client.get(kind, uid);
    return { ...stored, metadata: { ...stored.metadata, ...metadata, resourceVersion }, spec };
  };

  return {
    "kinds.list": () => kinds.info(),
    "resources.page": (query) => pageOf(engine, query),
    "resources.keys": ({ kind }) => keysOf(engine, kind),
    "resources.values": (question) => valuesOf(engine, question),
    "resources.get": async ({ kind, uid }) => shown(await storage.load(kind, uid)),
    "resources.create": async (draft) => resourceSchema.parse(await client.create(draft, { actor })),
    "resources.update": async (edit) => resourceSchema.parse(await client.update(await edited(edit), { actor })),
    "resources.delete": async ({ kind, uid, ...options }) => ({
      gone: await client.delete(kind, uid, { ...options, actor }),
    }),
    "resources.related": ({ kind, uid }) => {
      const dependents = queries.dependents(uid, { limit: SHOWN_DEPENDENTS });
      return {
        owners: queries.owners(kind, uid).map((owner) => rowOf(engine, owner)),
        dependents: dependents.rows.map((dependent) => rowOf(engine, dependent)),
        dependentsTotal: dependents.total,
      };
    },
    "resources.plan": async (wanted) => engine.plan("resourceVersion" in wanted ? await edited(wanted) : wanted),
    "resources.records": (query) => queries.recordsPage(query).map(shownRecord),
    "resources.revisions": ({ kind, uid, limit }) =>
      queries
        .revisionsPage(kind, uid, { limit })
        .map(({ spec, ...revision }) => ({ ...revision, spec: isRecord(spec) ? spec : {} })),
  };
}

/** A stored resource as the contract has it. */
export function shown(resource: Resource | undefined): ShownResource | null {
  return resource === undefined ? null : resourceSchema.parse(resource);
}
