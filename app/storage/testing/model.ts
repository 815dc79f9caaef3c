import type { Propagation } from "../storage.ts";

/** What a resource is to the model: everything a caller can observe of it but times. */
export interface ModelResource {
  uid: string;
  labels: Record<string, string>;
  finalizers: string[];
  owners: string[];
  generation: number;
  version: string;
  marked: boolean;
  spec: unknown;
  status: unknown;
}

export type Parts = Pick<ModelResource, "labels" | "finalizers" | "owners" | "spec">;
export type Outcome = "ok" | "AlreadyExists" | "NotFound" | "Conflict" | "Invalid";

/** The rules once more, as naively as can be: the oracle for the storages. It is told the versions, which are the storage's choice. */
export class StorageModel {
  /** In order of creation. */
  resources: ModelResource[] = [];

  find(uid: string): ModelResource | undefined {
    return this.resources.find((resource) => resource.uid === uid);
  }

  create(uid: string, parts: Parts, status: unknown): Outcome {
    if (this.find(uid)) return "AlreadyExists";
    this.resources.push({ uid, ...structuredClone(parts), status, generation: 1, version: "?", marked: false });
    return "ok";
  }

  update(uid: string, parts: Parts, version: string): Outcome {
    const found = this.find(uid);
    if (!found) return "NotFound";
    if (found.version !== version) return "Conflict";
    return this.#edit(found, parts);
  }

  save(uid: string, parts: Parts, status: unknown): Outcome {
    const found = this.find(uid);
    if (!found) return this.create(uid, parts, status);
    const outcome = this.#edit(found, parts);
    if (outcome === "ok") found.status = status;
    return outcome;
  }

  updateStatus(uid: string, status: unknown): Outcome {
    const found = this.find(uid);
    if (!found) return "NotFound";
    found.status = status;
    return "ok";
  }

  delete(uid: string, propagation: Propagation, version: string | undefined): Outcome {
    const found = this.find(uid);
    if (!found) return "NotFound";
    if (version !== undefined && version !== found.version) return "Conflict";
    const dependents = this.resources.filter((other) => other !== found && other.owners.includes(uid));
    if (propagation === "orphan") {
      for (const dependent of dependents) dependent.owners = dependent.owners.filter((owner) => owner !== uid);
    }
    const waits = propagation === "foreground" && dependents.length > 0;
    if (found.finalizers.length > 0 || waits) {
      found.finalizers = found.finalizers.filter((finalizer) => finalizer !== "foregroundDeletion");
      if (waits) found.finalizers.push("foregroundDeletion");
      found.marked = true;
      if (found.finalizers.length === 0) this.#remove(found);
    } else {
      this.#remove(found);
    }
    return "ok";
  }

  dangling(): string[] {
    return this.resources
      .filter(({ owners }) => owners.length > 0 && !owners.some((owner) => this.find(owner)))
      .map(({ uid }) => uid);
  }

  #edit(found: ModelResource, parts: Parts): Outcome {
    if (found.marked && parts.finalizers.some((finalizer) => !found.finalizers.includes(finalizer))) return "Invalid";
    if (JSON.stringify(found.spec) !== JSON.stringify(parts.spec)) found.generation++;
    Object.assign(found, structuredClone(parts));
    if (found.marked && found.finalizers.length === 0) this.#remove(found);
    return "ok";
  }

  #remove(found: ModelResource): void {
    this.resources = this.resources.filter((resource) => resource !== found);
  }
}
