import { isRecord } from "../../is-record.ts";
import { conditionsOf, type ConditionStatus } from "../../resource/condition.ts";
import type { Metadata, Resource } from "../../resource/resource.ts";
import type { StoredResource } from "../row-store.ts";
import { parseStored } from "./parse-stored.ts";

/** A row of the table resources, as far as a resource is made of it. */
export interface ResourceRow {
  position: number;
  kind: string;
  uid: string;
  name: string;
  sequence: number;
  generation: number;
  created_at: string;
  updated_at: string;
  deletion_timestamp: string | null;
  api_version: string;
  metadata: string;
  spec: string;
  status: string;
}

export const RESOURCE_COLUMNS =
  "position, kind, uid, name, sequence, generation, created_at, updated_at, deletion_timestamp, " +
  "api_version, metadata, spec, status";

/** What the column `metadata` holds: what has no column of its own, and of that only what is not empty. */
type MetadataRest = Partial<Pick<Metadata, "labels" | "annotations" | "ownerReferences" | "finalizers">>;

/** @throws {EngineError} `Unavailable`, naming the row, when its JSON is damaged. */
export function toStored(row: ResourceRow): StoredResource {
  const rest: MetadataRest = row.metadata === "{}" ? {} : parseColumn(row, "metadata");
  const metadata: Metadata = {
    uid: row.uid,
    name: row.name,
    labels: rest.labels ?? {},
    annotations: rest.annotations ?? {},
    ownerReferences: rest.ownerReferences ?? [],
    finalizers: rest.finalizers ?? [],
    generation: row.generation,
    resourceVersion: String(row.sequence),
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
  if (row.deletion_timestamp !== null) metadata.deletionTimestamp = row.deletion_timestamp;
  const resource: Resource = {
    apiVersion: row.api_version,
    kind: row.kind,
    metadata,
    spec: parseColumn(row, "spec"),
    status: parseColumn(row, "status"),
  };
  return { position: row.position, resource };
}

export function metadataText({ labels, annotations, ownerReferences, finalizers }: Metadata): string {
  const rest: MetadataRest = {};
  if (Object.keys(labels).length > 0) rest.labels = labels;
  if (Object.keys(annotations).length > 0) rest.annotations = annotations;
  if (ownerReferences.length > 0) rest.ownerReferences = ownerReferences;
  if (finalizers.length > 0) rest.finalizers = finalizers;
  return JSON.stringify(rest);
}

/** What lists and counts need of a status. */
export interface Readiness {
  observedGeneration: number | null;
  ready: ConditionStatus;
  /** Since when: ISO 8601. */
  since: string;
}

/** A status may hold anything: what is not as it should be counts as not there. */
export function readinessOf({ status, metadata }: Resource): Readiness {
  const observed = isRecord(status) ? status["observedGeneration"] : undefined;
  const condition = conditionsOf(status)?.find((item) => isRecord(item) && item.type === "Ready");
  const since = condition?.lastTransitionTime;
  return {
    observedGeneration: typeof observed === "number" && Number.isSafeInteger(observed) ? observed : null,
    ready: condition?.status === "True" || condition?.status === "False" ? condition.status : "Unknown",
    since: typeof since === "string" ? since : metadata.createdAt,
  };
}

function parseColumn<T>(row: ResourceRow, column: "metadata" | "spec" | "status"): T {
  return parseStored<T>(row[column], `${column} of ${row.kind}/${row.uid}`);
}
