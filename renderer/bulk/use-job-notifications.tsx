import { notifications } from "@mantine/notifications";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { BulkJob } from "../../shared/bulk.ts";
import { bulkStore } from "../live/stores.ts";
import { JobNotice } from "./job-notice.tsx";

/** ms: what went well need not be closed by hand, and yet there is time to take it back. */
const shownAfterwardsMs = 12_000;
/**
 * Shows what runs, in every window and whatever screen is open, until somebody closes it. What went well goes by itself; what
 * did not stays. What had ended before the window was opened is no news in it.
 */
export function useJobNotifications(): void {
  const jobs = useStore(bulkStore, ({ message }) => message?.jobs);
  const shown = useRef(new Map<string, "running" | "ended">());
  useEffect(() => {
    const known = new Set(jobs?.map(({ id }) => id));
    for (const job of jobs ?? []) showJob(job, shown.current);
    for (const id of shown.current.keys()) {
      if (jobs === undefined || known.has(id)) continue;
      notifications.hide(id);
      shown.current.delete(id);
    }
  }, [jobs]);
}

function showJob(job: BulkJob, shown: Map<string, "running" | "ended">): void {
  const { id, endedAt, state, failed, skipped } = job;
  const isOver = endedAt !== undefined || state === "interrupted";
  const phase = isOver ? "ended" : "running";
  const before = shown.get(id);
  if (before === phase) return;
  shown.set(id, phase);
  if (before === undefined && endedAt !== undefined && endedAt < performance.timeOrigin) return;
  const isFine = state === "done" && failed === 0 && skipped === 0;
  const view = {
    id,
    withBorder: true,
    color: state === "failed" || state === "interrupted" || failed > 0 ? "red" : "accent",
    autoClose: isFine ? shownAfterwardsMs : (false as const),
    message: <JobNotice id={id} />,
  };
  if (before === undefined) notifications.show(view);
  else notifications.update(view);
}
