import { Modal } from "@mantine/core";
import { useStore } from "zustand";
import { t } from "../i18n/i18n.ts";
import { BulkDialog } from "./bulk-dialog.tsx";
import { bulkRequestStore, dropBulkRequest } from "./bulk-request.ts";
import { JobList } from "./job-list.tsx";
import { closeJobList, jobListStore } from "./job-list-store.ts";
import { useJobNotifications } from "./use-job-notifications.tsx";

/** What concerns actions on many, whatever screen is shown: what is to be confirmed, what runs, what came of it. */
export function BulkHost() {
  useJobNotifications();
  const request = useStore(bulkRequestStore, (state) => state.request);
  const list = useStore(jobListStore);
  return (
    <>
      {request && <BulkDialog key={JSON.stringify(request)} request={request} onClose={dropBulkRequest} />}
      <Modal opened={list.opened} onClose={closeJobList} size="lg" title={t("bulk.job.name")}>
        <JobList shown={list.job} />
      </Modal>
    </>
  );
}
