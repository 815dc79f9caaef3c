import { Table } from "@mantine/core";
import type { ReactNode } from "react";
import { RelativeTime } from "../../components/time.tsx";
import { writeYaml } from "../../editor/yaml-document.ts";
import { isRecord } from "../../forms/path.ts";
import { titleOf } from "../../forms/field-schema.ts";
import type { Resource } from "../../../shared/model.ts";
import classes from "./status-tab.module.css";

/** What was observed, and what the engine knows of the resource. Conditions stand in the sidebar. */
export function StatusTab({ resource }: { resource: Resource }) {
  const { metadata, status } = resource;
  const { conditions: _conditions, observedGeneration, ...observed } = status;
  const behind = metadata.generation - (observedGeneration ?? 0);
  return (
    <div className={classes.status}>
      <section aria-labelledby="status-observed">
        <h2 id="status-observed">Observed</h2>
        <Facts
          facts={Object.entries(observed).map(([name, value]) => [
            titleOf({}, name),
            <Value key={name} value={value} />,
          ])}
        />
      </section>
      <section aria-labelledby="status-engine">
        <h2 id="status-engine">Record</h2>
        <Facts
          facts={[
            ["Generation", String(metadata.generation)],
            [
              "Observed generation",
              observedGeneration === undefined
                ? "none yet"
                : `${observedGeneration}${behind > 0 ? ` (${behind} behind)` : ""}`,
            ],
            ["Created", <RelativeTime key="created" at={metadata.createdAt} />],
            ["Last written", <RelativeTime key="updated" at={metadata.updatedAt} />],
            ["UID", <code key="uid">{metadata.uid}</code>],
            ["Resource version", <code key="version">{metadata.resourceVersion}</code>],
            ["Finalizers", metadata.finalizers.join(", ") || "none"],
          ]}
        />
      </section>
    </div>
  );
}

function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  if (facts.length === 0) return <p className={classes.quiet}>Nothing yet: it was not reconciled.</p>;
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
