import { useStore } from "zustand";
import { bulkStore } from "../live/stores.ts";
import { JobCard } from "./job-card.tsx";

/** One action on many as a notification: follows it by itself. */
export function JobNotice({ id }: { id: string }) {
  const job = useStore(bulkStore, ({ message }) => message?.jobs.find((one) => one.id === id));
  return job && <JobCard job={job} titled />;
}
