import { createStore } from "zustand/vanilla";

/** Whether the list of the actions on many is open, and which of them is unfolded. */
export const jobListStore = createStore<{ opened: boolean; job?: string | undefined }>(() => ({ opened: false }));

/** Shows what runs and what came of what ran; with `job` each result of that one. */
export function openJobList(job?: string): void {
  jobListStore.setState({ opened: true, job });
}

export function closeJobList(): void {
  jobListStore.setState({ opened: false });
}
