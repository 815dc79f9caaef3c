import { Button, Tabs } from "@mantine/core";
import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { Awaiting } from "../../components/awaiting.tsx";
import { EmptyPlace } from "../../components/empty-place.tsx";
import { draftKey, draftStore, dropDraft } from "../../drafts/draft-store.ts";
import { useAreKindsTold, useKind } from "../../live/use-kinds.ts";
import type { Painted } from "../../live/freshness.ts";
import { useStreamStore } from "../../live/use-stream.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import { lastTable } from "../../shell/last-table.ts";
import { navigate } from "../../shell/navigation.ts";
import type { KindInfo, Pause, Resource, ResourceRef, WorkItem } from "../../../shared/model.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import { EditTab } from "./edit-tab.tsx";
import { EventsTab } from "./events-tab.tsx";
import { LiveSidebar } from "./live-sidebar.tsx";
import { RecordsTab } from "./records-tab.tsx";
import { RelatedTab } from "./related-tab.tsx";
import { ResourceHeader } from "./resource-header.tsx";
import classes from "./resource-screen.module.css";
import { RevisionsTab } from "./revisions-tab.tsx";
import { StatusTab } from "./status-tab.tsx";
import { t } from "../../i18n/i18n.ts";
import { inSentence } from "../../shell/in-sentence.ts";

interface ResourceScreenProps {
  kind: string;
  uid: string;
  tab?: string | undefined;
}

/** Everything about one resource, live. */
export default function ResourceScreen({ kind, uid, tab }: ResourceScreenProps) {
  const info = useKind(kind);
  const isKindUnknown = useAreKindsTold() && !info;
  const store = useStreamStore("resource", { kind, uid });
  const live = useStore(
    store,
    useShallow(({ message, error }) => ({
      known: message !== undefined,
      resource: message?.resource,
      work: message?.work,
      pause: message?.pause,
      error,
    })),
  );

  if (isKindUnknown) {
    return <EmptyPlace title={t("resource.unknownKind.title", { kind })} text={t("resource.unknownKind.text")} />;
  }
  if (!info || !live.known) {
    return live.error ? <EmptyPlace title={t("resource.noAnswer")} text={live.error.message} /> : <Awaiting />;
  }
  if (!live.resource) {
    return (
      <EmptyPlace title={t("resource.gone.title", { kind: inSentence(kind) })} text={t("resource.gone.text")}>
        <Button variant="default" onClick={() => navigate(lastTable(kind))}>
          {t("resource.gone.all", { plural: inSentence(info.plural) })}
        </Button>
        <RouteLink to={{ screen: "time", view: "resource", kind, uid }}>{t("resource.gone.past")}</RouteLink>
        <DiscardDraft kind={kind} uid={uid} />
      </EmptyPlace>
    );
  }
  return (
    <ResourcePage
      info={info}
      resource={live.resource}
      work={live.work ?? null}
      pause={live.pause ?? null}
      painted={() => store.getState().message?.sequence}
      tab={tab ?? "spec"}
    />
  );
}

/** An edit of what is gone cannot be applied any more: it would be told of at every start. */
function DiscardDraft({ kind, uid }: ResourceRef) {
  const key = draftKey(kind, uid);
  const isThere = useStore(draftStore, ({ drafts }) => drafts[key] !== undefined);
  return (
    isThere && (
      <Button variant="default" onClick={() => dropDraft(key)}>
        {t("resource.gone.discard")}
      </Button>
    )
  );
}

interface ResourcePageProps {
  info: KindInfo;
  resource: Resource;
  work: WorkItem | null;
  /** What keeps it from being reconciled. */
  pause: Pause | null;
  painted: Painted;
  tab: string;
}

function ResourcePage({ info, resource, work, pause, painted, tab }: ResourcePageProps) {
  const ref = { kind: resource.kind, uid: resource.metadata.uid };
  useBreadcrumbs([{ label: info.plural, to: lastTable(info.kind) }, { label: resource.metadata.name }]);
  return (
    <div className={classes.page}>
      <ResourceHeader info={info} resource={resource} work={work} pause={pause} painted={painted} />
      <div className={classes.body}>
        <Tabs
          className={classes.tabs ?? ""}
          classNames={{ panel: classes.panel ?? "", tab: classes.tab ?? "", list: classes.tabList ?? "" }}
          value={tab}
          keepMounted={false}
          onChange={(next) => navigate({ screen: "resource", ...ref, tab: next ?? "spec" }, { replace: true })}
        >
          <Tabs.List>
            <Tabs.Tab value="spec">{t("resource.tabs.spec")}</Tabs.Tab>
            <Tabs.Tab value="status">{t("resource.tabs.status")}</Tabs.Tab>
            <Tabs.Tab value="events">{t("resource.tabs.events")}</Tabs.Tab>
            <Tabs.Tab value="reconciles">{t("resource.tabs.reconciles")}</Tabs.Tab>
            <Tabs.Tab value="related">{t("resource.tabs.related")}</Tabs.Tab>
            <Tabs.Tab value="revisions">{t("resource.tabs.revisions")}</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel value="spec">
            <EditTab key={ref.uid} info={info} live={resource} pause={pause} />
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
