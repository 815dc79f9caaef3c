import type { Database, Statement } from "better-sqlite3";
import type { Resource } from "../../resource/resource.ts";
import type { StoredResource } from "../row-store.ts";
import { type ChangedTexts, columnChanges } from "./column-changes.ts";
import { metadataText, readinessOf } from "./resource-row.ts";

/** Writes resources and what hangs on them: labels, owners, revisions of the spec, tombstones. */
export class ResourceWriter {
  readonly #db: Database;
  readonly #insert: Statement;
  /** By the columns that they set. */
  readonly #updates = new Map<string, Statement>();
  readonly #delete: Statement;
  readonly #addLabel: Statement;
  readonly #removeLabel: Statement;
  readonly #addOwner: Statement;
  readonly #removeOwner: Statement;
  readonly #addTombstone: Statement;
  readonly #archiveSpec: Statement;

  constructor(db: Database) {
    this.#db = db;
    this.#insert = db.prepare(
      `INSERT INTO resources (position, kind, uid, name, sequence, generation, observed_generation, ready, ready_since,
         created_at, updated_at, spec_at, spec_actor, api_version, metadata, spec, status)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    const { position, resource } = after;
    const { metadata } = resource;
    if (texts.spec !== null) this.#archiveSpec.run(Date.parse(metadata.updatedAt), position);
    const { columns, values } = columnChanges(before, after, texts, actor);
    this.#updateOf(columns).run(...values, position);
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

  #updateOf(columns: readonly string[]): Statement {
    const assignments = columns.join(" = ?, ");
    let statement = this.#updates.get(assignments);
    if (statement === undefined) {
      statement = this.#db.prepare(`UPDATE resources SET ${assignments} = ? WHERE position = ?`);
      this.#updates.set(assignments, statement);
    }
    return statement;
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
