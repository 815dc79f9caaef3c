import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import { RelativeTime } from "../../components/time.tsx";
import { writeYaml } from "../../editor/yaml-document.ts";
import { isRecord } from "../../forms/path.ts";
import { titleOf } from "../../forms/field-schema.ts";
import type { Resource } from "../../../shared/model.ts";
import { ConditionTimeline } from "./condition-timeline.tsx";
import classes from "./status-tab.module.css";
import { t } from "../../i18n/i18n.ts";

/** What was observed, and what the engine knows of the resource. Conditions stand in the sidebar. */
export function StatusTab({ resource }: { resource: Resource }) {
  const { metadata, status } = resource;
  const { conditions: _conditions, observedGeneration, ...observed } = status;
  const behind = metadata.generation - (observedGeneration ?? 0);
  return (
    <div className={classes.status}>
      <ConditionTimeline resource={resource} />
      <section aria-labelledby="status-observed">
        <h2 id="status-observed">{t("resource.status.observed")}</h2>
        <Facts
          facts={Object.entries(observed).map(([name, value]) => [
            titleOf({}, name),
            <Value key={name} value={value} />,
          ])}
        />
      </section>
      <section aria-labelledby="status-engine">
        <h2 id="status-engine">{t("resource.status.record")}</h2>
        <Facts
          facts={[
            [t("resource.status.generation"), String(metadata.generation)],
            [
              t("resource.status.observedGeneration"),
              observedGeneration === undefined
                ? t("resource.status.noneYet")
                : behind > 0
                  ? t("resource.status.behind", { generation: observedGeneration, count: behind })
                  : String(observedGeneration),
            ],
            [t("resource.status.created"), <RelativeTime key="created" at={metadata.createdAt} />],
            [t("resource.status.written"), <RelativeTime key="updated" at={metadata.updatedAt} />],
            [t("resource.status.uid"), <code key="uid">{metadata.uid}</code>],
            [t("resource.status.version"), <code key="version">{metadata.resourceVersion}</code>],
            [t("resource.status.finalizers"), metadata.finalizers.join(", ") || t("resource.status.none")],
          ]}
        />
      </section>
    </div>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  if (facts.length === 0) return <p className={classes.quiet}>{t("resource.status.nothing")}</p>;
  return (
    <Table withRowBorders={false} verticalSpacing={4} className={classes.facts ?? ""}>
      <Table.Tbody>
        {facts.map(([name, value]) => (
          <Table.Tr key={name}>
            <Table.Th scope="row">{name}</Table.Th>
            <Table.Td>{value}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const isoTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}/;

function Value({ value }: { value: unknown }) {
  if (typeof value === "string") return isoTime.test(value) ? <RelativeTime at={value} /> : value;
  if (isRecord(value) || Array.isArray(value)) return <pre className={classes.nested}>{writeYaml(value)}</pre>;
  return String(value);
}
