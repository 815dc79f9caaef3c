import { Button } from "@mantine/core";
import { useState } from "react";
import { notifyDone } from "../../components/notify.tsx";
import { Awaiting } from "../../components/awaiting.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { documentOf } from "../../drafts/edit-document.ts";
import { sameJson } from "../../drafts/merge.ts";
import { useDraft } from "../../drafts/use-draft.ts";
import { YamlDiff } from "../../editor/yaml-diff.tsx";
import { writeYaml } from "../../editor/yaml-document.ts";
import { failureText } from "../../live/call-failure.ts";
import { useCall } from "../../live/use-call.ts";
import { navigate } from "../../shell/navigation.ts";
import type { KindInfo, Resource, Revision } from "../../../shared/model.ts";
import classes from "./revisions-tab.module.css";
import { t } from "../../i18n/i18n.ts";

const shownRevisions = 100;

/** Every spec that the resource had, newest first, each with what it changed; any of them can be put back. */
export function RevisionsTab({ info, resource }: { info: KindInfo; resource: Resource }) {
  const ref = { kind: resource.kind, uid: resource.metadata.uid };
  const { rebase } = useDraft(info, ref.uid, resource);
  const [opened, setOpened] = useState<number>();
  const revisions = useCall("resources.revisions", { ...ref, limit: shownRevisions });
  const { generation } = resource.metadata;
  const newest = revisions.data?.[0]?.generation;
  if (newest !== undefined && newest < generation && !revisions.isFetching) void revisions.refetch();

  if (revisions.isPending) return <Awaiting />;
  if (revisions.isError) return <p className={classes.empty}>{failureText(revisions.error)}</p>;
  const putBack = (revision: Revision) => {
    const restore = rebase(resource, { ...documentOf(resource), spec: revision.spec });
    notifyDone(t("resource.revisions.isPutBack", { generation: revision.generation }), restore);
    navigate({ screen: "resource", ...ref, tab: "spec" });
  };
  return (
    <ol className={classes.list} aria-label={t("resource.revisions.name")}>
      {revisions.data.map((revision, index) => {
        const before = revisions.data[index + 1];
        const open = opened === revision.generation;
        return (
          <li key={revision.generation} className={classes.revision}>
            <div className={classes.head}>
              <Button
                variant="subtle"
                size="compact-sm"
                aria-expanded={open}
                onClick={() => setOpened(open ? undefined : revision.generation)}
              >
                {t("resource.revisions.generation", { generation: revision.generation })}
              </Button>
              <span className={classes.quiet}>
                {revision.actor && `${t("resource.by", { actor: revision.actor })} · `}
                <RelativeTime at={revision.at} />
              </span>
              {revision.generation === generation ? (
                <span className={classes.quiet}>{t("resource.revisions.current")}</span>
              ) : sameJson(revision.spec, resource.spec) ? (
                <span className={classes.quiet}>{t("resource.revisions.same")}</span>
              ) : (
                <Button variant="default" size="compact-sm" onClick={() => putBack(revision)}>
                  {t("resource.revisions.putBack")}
                </Button>
              )}
            </div>
            {open && (
              <YamlDiff
                whole
                label={t("resource.revisions.changed", { generation: revision.generation })}
                before={before ? writeYaml(before.spec) : ""}
                after={writeYaml(revision.spec)}
              />
            )}
          </li>
        );
      })}
    </ol>
  );
}
