import type { Resource } from "../../resource/resource.ts";
import type { StoredResource } from "../row-store.ts";
import { metadataText, readinessOf } from "./resource-row.ts";

/** What a change of a resource changes of its row. */
export interface ColumnChanges {
  columns: string[];
  values: (string | number | null)[];
}

/** The texts of the parts that a change changed; null for what stayed. */
export interface ChangedTexts {
  spec: string | null;
  status: string | null;
}

/** Only what differs: SQLite writes the index entries of every column that is set anew, whether it changed or not. */
export function columnChanges(
  before: StoredResource,
  after: StoredResource,
  texts: ChangedTexts,
  actor: string | undefined,
): ColumnChanges {
  const [was, is] = [before.resource, after.resource];
  const changes: ColumnChanges = {
    columns: ["sequence", "updated_at"],
    values: [Number(is.metadata.resourceVersion), is.metadata.updatedAt],
  };
  function set(column: string, value: string | number | null): void {
    changes.columns.push(column);
    changes.values.push(value);
  }
  if (was.metadata.name !== is.metadata.name) set("name", is.metadata.name);
  if (was.apiVersion !== is.apiVersion) set("api_version", is.apiVersion);
  if (was.metadata.deletionTimestamp !== is.metadata.deletionTimestamp) {
    set("deletion_timestamp", is.metadata.deletionTimestamp ?? null);
  }
  if (!sharesMetadata(was, is)) set("metadata", metadataText(is.metadata));
  if (texts.spec !== null) {
    set("generation", is.metadata.generation);
    set("spec_at", is.metadata.updatedAt);
    set("spec_actor", actor ?? null);
    set("spec", texts.spec);
  }
  if (texts.status !== null) {
    const [old, now] = [readinessOf(was), readinessOf(is)];
    if (old.observedGeneration !== now.observedGeneration) set("observed_generation", now.observedGeneration);
    if (old.ready !== now.ready) set("ready", now.ready);
    if (old.since !== now.since) set("ready_since", now.since);
    set("status", texts.status);
  }
  return changes;
}

/** By identity: the rules keep every part that did not change. */
function sharesMetadata(was: Resource, is: Resource): boolean {
  const [a, b] = [was.metadata, is.metadata];
  return (
    a.labels === b.labels &&
    a.annotations === b.annotations &&
    a.ownerReferences === b.ownerReferences &&
    a.finalizers === b.finalizers
  );
}
