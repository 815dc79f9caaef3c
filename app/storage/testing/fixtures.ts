import type { Resource, ResourceDraft } from "../../resource/resource.ts";
import type { Change } from "../storage.ts";
import type { TransactionalStorage } from "../transactional-storage.ts";

/** How a suite gets at the storage that it tests: a fresh one for each test, at the time of `clock`. */
export interface StorageUnderTest {
  open(): TransactionalStorage;
  /** Moves the time that the storage sees, ms. */
  advance(ms: number): void;
}

export function device(
  metadata: ResourceDraft["metadata"] = {},
  spec: unknown = { desired: "running" },
): ResourceDraft {
  return { kind: "Device", metadata, spec };
}

/** An `alongside` that takes its write down. */
export function fail(): never {
  throw new Error("no");
}

export function namesOf(resources: readonly Resource[]): string[] {
  return resources.map((resource) => resource.metadata.name);
}

/** Collects what a watch delivers. */
export class Recorder {
  readonly changes: Change[] = [];
  #wake = (): void => {};

  readonly record = (change: Change): void => {
    this.changes.push(change);
    this.#wake();
  };

  /** Resolves when so many changes have come. */
  async until(count: number): Promise<void> {
    while (this.changes.length < count) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }

  get summary(): string[] {
    return this.changes.map(({ type, resource }) => `${type} ${resource.metadata.name}`);
  }
}
