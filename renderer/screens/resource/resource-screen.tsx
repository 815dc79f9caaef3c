import { Button, Skeleton, Tabs } from "@mantine/core";
import { EmptyPlace } from "../../components/empty-place.tsx";
import { useKind, useKinds } from "../../live/use-kinds.ts";
import { useStream } from "../../live/use-stream.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { navigate } from "../../shell/navigation.ts";
import type { KindInfo, Resource, WorkItem } from "../../../shared/model.ts";
import { EditTab } from "./edit-tab.tsx";
import { EventsTab } from "./events-tab.tsx";
import { LiveSidebar } from "./live-sidebar.tsx";
import { RecordsTab } from "./records-tab.tsx";
import { RelatedTab } from "./related-tab.tsx";
import { ResourceHeader } from "./resource-header.tsx";
import classes from "./resource-screen.module.css";
import { RevisionsTab } from "./revisions-tab.tsx";
import { StatusTab } from "./status-tab.tsx";

interface ResourceScreenProps {
  kind: string;
  uid: string;
  tab?: string | undefined;
}

/** Everything about one resource, live. */
export default function ResourceScreen({ kind, uid, tab }: ResourceScreenProps) {
  const info = useKind(kind);
  const kinds = useKinds();
  const live = useStream("resource", { kind, uid }, ({ message, error }) => ({
    known: message !== undefined,
    resource: message?.resource,
    work: message?.work,
    error,
  }));

  if (kinds.isSuccess && !info) {
    return (
      <EmptyPlace
        title={`There is no kind ${kind}`}
        text="The link that led here names a kind that this version does not have."
      />
    );
  }
  if (!info || !live.known) {
    return live.error ? <EmptyPlace title="The engine does not answer" text={live.error.message} /> : <PageSkeleton />;
  }
  if (!live.resource) {
    return (
      <EmptyPlace
        title={`This ${kind.toLowerCase()} is gone`}
        text="It was deleted, or the link that led here is wrong."
      >
        <Button variant="default" onClick={() => navigate({ screen: "table", kind })}>
          Show all {info.plural.toLowerCase()}
        </Button>
      </EmptyPlace>
    );
  }
  return <ResourcePage info={info} resource={live.resource} work={live.work ?? null} tab={tab ?? "spec"} />;
}

interface ResourcePageProps {
  info: KindInfo;
  resource: Resource;
  work: WorkItem | null;
  tab: string;
}

function ResourcePage({ info, resource, work, tab }: ResourcePageProps) {
  const ref = { kind: resource.kind, uid: resource.metadata.uid };
  useBreadcrumbs([{ label: info.plural, to: { screen: "table", kind: info.kind } }, { label: resource.metadata.name }]);
  return (
    <div className={classes.page}>
      <ResourceHeader info={info} resource={resource} work={work} />
      <div className={classes.body}>
        <Tabs
          className={classes.tabs ?? ""}
          classNames={{ panel: classes.panel ?? "", tab: classes.tab ?? "" }}
          value={tab}
          keepMounted={false}
          onChange={(next) => navigate({ screen: "resource", ...ref, tab: next ?? "spec" }, { replace: true })}
        >
          <Tabs.List>
            <Tabs.Tab value="spec">Spec</Tabs.Tab>
            <Tabs.Tab value="status">Status</Tabs.Tab>
            <Tabs.Tab value="events">Events</Tabs.Tab>
            <Tabs.Tab value="reconciles">Reconciles</Tabs.Tab>
            <Tabs.Tab value="related">Owners and dependents</Tabs.Tab>
            <Tabs.Tab value="revisions">Revisions</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="spec">
            <EditTab key={ref.uid} info={info} live={resource} />
          </Tabs.Panel>
          <Tabs.Panel value="status">
            <StatusTab resource={resource} />
          </Tabs.Panel>
          <Tabs.Panel value="events">
            <EventsTab {...ref} />
          </Tabs.Panel>
          <Tabs.Panel value="reconciles">
            <RecordsTab {...ref} />
          </Tabs.Panel>
          <Tabs.Panel value="related">
            <RelatedTab {...ref} />
          </Tabs.Panel>
          <Tabs.Panel value="revisions">
            <RevisionsTab info={info} resource={resource} />
          </Tabs.Panel>
        </Tabs>
        <LiveSidebar resource={resource} work={work} />
      </div>
    </div>
  );
}

function PageSkeleton() {
  return (
    <div className={classes.page} aria-busy="true" aria-label="Loading">
      <Skeleton height={24} width={280} m="md" className={classes.late ?? ""} />
      <Skeleton height={240} m="md" className={classes.late ?? ""} />
    </div>
  );
}
