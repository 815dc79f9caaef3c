import { Table } from "@mantine/core";
import { Awaiting } from "../../components/awaiting.tsx";
import { formatCount } from "../../components/format.ts";
import { readinessLook } from "../../components/row-state.ts";
import { State } from "../../components/state.tsx";
import { failureText } from "../../live/call-failure.ts";
import { useCall } from "../../live/use-call.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import type { ResourceRef, Row } from "../../../shared/model.ts";
import classes from "./related-tab.module.css";
import { t } from "../../i18n/i18n.ts";

/** What it belongs to and what belongs to it. */
export function RelatedTab(ref: ResourceRef) {
  const related = useCall("resources.related", ref);
  if (related.isPending) return <Awaiting />;
  if (related.isError) return <p className={classes.empty}>{failureText(related.error)}</p>;
  const { owners, dependents, dependentsTotal } = related.data;
  return (
    <div className={classes.tab}>
      <RelatedTable
        id="owners"
        title={t("resource.related.owners")}
        rows={owners}
        total={owners.length}
        none={t("resource.related.noOwner")}
      />
      <RelatedTable
        id="dependents"
        title={t("resource.related.dependents")}
        rows={dependents}
        total={dependentsTotal}
        none={t("resource.related.noDependent")}
      />
    </div>
  );
}

interface RelatedTableProps {
  id: string;
  title: string;
  rows: readonly Row[];
  total: number;
  none: string;
}

function RelatedTable({ id: part, title, rows, total, none }: RelatedTableProps) {
  const id = `related-${part}`;
  return (
    <section aria-labelledby={id}>
      <h2 id={id}>
        {title} ({formatCount(total)})
      </h2>
      {rows.length === 0 ? (
        <p className={classes.quiet}>{none}</p>
      ) : (
        <Table verticalSpacing={4} aria-labelledby={id}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t("resource.related.name")}</Table.Th>
              <Table.Th>{t("resource.related.kind")}</Table.Th>
              <Table.Th>{t("resource.related.state")}</Table.Th>
              <Table.Th>{t("resource.related.message")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.uid}>
                <Table.Td>
                  <RouteLink className={classes.link} to={{ screen: "resource", kind: row.kind, uid: row.uid }}>
                    {row.name}
                  </RouteLink>
                </Table.Td>
                <Table.Td>{row.kind}</Table.Td>
                <Table.Td>
                  <State look={readinessLook(row)} />
                </Table.Td>
                <Table.Td className={classes.quiet ?? ""}>{row.message}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
      {rows.length > 0 && rows.length < total && (
        <p className={classes.quiet}>{t("resource.related.more", { count: total - rows.length })}</p>
      )}
    </section>
  );
}
