import type { WorkItem } from "../../reconcile/work-item.ts";
import type { Handover, Pause } from "../storage.ts";

/** What the last controller over a storage in memory left undone. */
export class LeftWork implements Handover {
  #work: readonly WorkItem[] = [];
  #pauses: readonly Pause[] = [];

  async loadWork(): Promise<WorkItem[]> {
    return structuredClone([...this.#work]);
  }

  async loadPauses(): Promise<Pause[]> {
    return structuredClone([...this.#pauses]);
  }

  leave(kinds: ReadonlySet<string>, work: readonly WorkItem[], pauses: readonly Pause[]): void {
    this.#work = [...this.#work.filter(({ resourceKind }) => !kinds.has(resourceKind)), ...work];
    this.#pauses = [...pauses];
  }
}
