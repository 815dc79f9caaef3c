import type { Database, Statement } from "better-sqlite3";
import type { Resource } from "../../resource/resource.ts";
import type { StoredResource } from "../row-store.ts";
import { metadataText, readinessOf } from "./resource-row.ts";

/** The texts of what a change of a resource changed; null for what stayed. */
export interface ChangedTexts {
  spec: string | null;
  status: string | null;
}

/** Writes resources and what hangs on them: labels, owners, revisions of the spec, tombstones. */
export class ResourceWriter {
  readonly #insert: Statement;
  readonly #update: Statement;
  readonly #updateStatus: Statement;
  readonly #delete: Statement;
  readonly #addLabel: Statement;
  readonly #removeLabel: Statement;
  readonly #addOwner: Statement;
  readonly #removeOwner: Statement;
  readonly #addTombstone: Statement;
  readonly #archiveSpec: Statement;
  readonly #signSpec: Statement;

  constructor(db: Database) {
    this.#insert = db.prepare(
      `INSERT INTO resources (position, kind, uid, name, sequence, generation, observed_generation, ready, ready_since,
         created_at, updated_at, spec_at, spec_actor, api_version, metadata, spec, status)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#update = db.prepare(
      `UPDATE resources SET name = ?, sequence = ?, generation = ?, observed_generation = ?, ready = ?, ready_since = ?,
         updated_at = ?, deletion_timestamp = ?, api_version = ?, metadata = ?, spec = coalesce(?, spec),
         status = coalesce(?, status)
       WHERE position = ?`,
    );
    this.#updateStatus = db.prepare(
      `UPDATE resources SET sequence = ?, observed_generation = ?, ready = ?, ready_since = ?, updated_at = ?, status = ?
       WHERE position = ?`,
    );
    this.#delete = db.prepare("DELETE FROM resources WHERE position = ?");
    this.#addLabel = db.prepare("INSERT INTO labels (kind, key, value, position) VALUES (?, ?, ?, ?)");
    this.#removeLabel = db.prepare("DELETE FROM labels WHERE kind = ? AND key = ? AND value = ? AND position = ?");
    this.#addOwner = db.prepare("INSERT OR IGNORE INTO owners (owner_uid, owner_kind, position) VALUES (?, ?, ?)");
    this.#removeOwner = db.prepare("DELETE FROM owners WHERE owner_uid = ? AND owner_kind = ? AND position = ?");
    this.#addTombstone = db.prepare("INSERT INTO tombstones (sequence, resource) VALUES (?, ?)");
    this.#archiveSpec = db.prepare(
      `INSERT INTO revisions (kind, uid, generation, recorded_at, at, actor, spec)
       SELECT kind, uid, generation, ?, spec_at, spec_actor, spec FROM resources WHERE position = ?`,
    );
    this.#signSpec = db.prepare("UPDATE resources SET spec_at = ?, spec_actor = ? WHERE position = ?");
  }

  insert(row: StoredResource, texts: { spec: string; status: string }, actor: string | undefined): void {
    const { position, resource } = row;
    const { metadata } = resource;
    const readiness = readinessOf(resource);
    this.#insert.run(
      position,
      resource.kind,
      metadata.uid,
      metadata.name,
      Number(metadata.resourceVersion),
      metadata.generation,
      readiness.observedGeneration,
      readiness.ready,
      readiness.since,
      metadata.createdAt,
      metadata.updatedAt,
      metadata.createdAt,
      actor ?? null,
      resource.apiVersion,
      metadataText(metadata),
      texts.spec,
      texts.status,
    );
    this.#addLabels(row);
    this.#addOwners(row);
  }

  update(before: StoredResource, after: StoredResource, texts: ChangedTexts, actor: string | undefined): void {
    if (texts.status !== null && differInStatusAlone(before.resource, after.resource)) {
      this.#writeStatus(after, texts.status);
      return;
    }
    const { position, resource } = after;
    const { metadata } = resource;
    if (texts.spec !== null) {
      this.#archiveSpec.run(Date.parse(metadata.updatedAt), position);
      this.#signSpec.run(metadata.updatedAt, actor ?? null, position);
    }
    const readiness = readinessOf(resource);
    this.#update.run(
      metadata.name,
      Number(metadata.resourceVersion),
      metadata.generation,
      readiness.observedGeneration,
      readiness.ready,
      readiness.since,
      metadata.updatedAt,
      metadata.deletionTimestamp ?? null,
      resource.apiVersion,
      metadataText(metadata),
      texts.spec,
      texts.status,
      position,
    );
    if (before.resource.metadata.labels !== metadata.labels) {
      this.#removeLabels(before);
      this.#addLabels(after);
    }
    if (before.resource.metadata.ownerReferences !== metadata.ownerReferences) {
      this.#removeOwners(before);
      this.#addOwners(after);
    }
  }

  delete(before: StoredResource, last: Resource, lastText: string): void {
    const { position } = before;
    this.#archiveSpec.run(Date.parse(last.metadata.updatedAt), position);
    this.#delete.run(position);
    this.#removeLabels(before);
    this.#removeOwners(before);
    this.#addTombstone.run(Number(last.metadata.resourceVersion), lastText);
  }

  #writeStatus({ position, resource }: StoredResource, text: string): void {
    const { observedGeneration, ready, since } = readinessOf(resource);
    const { resourceVersion, updatedAt } = resource.metadata;
    this.#updateStatus.run(Number(resourceVersion), observedGeneration, ready, since, updatedAt, text, position);
  }

  #addLabels({ position, resource }: StoredResource): void {
    const { labels } = resource.metadata;
    for (const key in labels) this.#addLabel.run(resource.kind, key, labels[key], position);
  }

  #removeLabels({ position, resource }: StoredResource): void {
    const { labels } = resource.metadata;
    for (const key in labels) this.#removeLabel.run(resource.kind, key, labels[key], position);
  }

  #addOwners({ position, resource }: StoredResource): void {
    for (const owner of resource.metadata.ownerReferences) this.#addOwner.run(owner.uid, owner.kind, position);
  }

  #removeOwners({ position, resource }: StoredResource): void {
    for (const owner of resource.metadata.ownerReferences) this.#removeOwner.run(owner.uid, owner.kind, position);
  }
}

/** By identity: the rules keep every part that did not change. */
function differInStatusAlone(before: Resource, after: Resource): boolean {
  const [a, b] = [before.metadata, after.metadata];
  return (
    before.spec === after.spec &&
    before.apiVersion === after.apiVersion &&
    a.name === b.name &&
    a.labels === b.labels &&
    a.annotations === b.annotations &&
    a.ownerReferences === b.ownerReferences &&
    a.finalizers === b.finalizers &&
    a.deletionTimestamp === b.deletionTimestamp
  );
}
