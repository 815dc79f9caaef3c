import { createStore } from "zustand/vanilla";
import type { BulkAction } from "../../shared/bulk.ts";
import type { BulkTarget } from "../../shared/questions.ts";

/** What is to be done to many: an action, or one that has to be spelled out first. */
export type BulkWish = BulkAction | { ask: "label" | "unlabel" | "pause" | "delete" };

export interface BulkRequest {
  target: BulkTarget;
  wish: BulkWish;
  /** Of which kind they are, where they are of one. */
  kind?: string;
  onStarted?: () => void;
}

/** What somebody wants done and has not confirmed yet; `BulkHost` shows it. */
export const bulkRequestStore = createStore<{ request: BulkRequest | undefined }>(() => ({ request: undefined }));

export function askBulk(request: BulkRequest): void {
  bulkRequestStore.setState({ request });
}

export function dropBulkRequest(): void {
  bulkRequestStore.setState({ request: undefined });
}
