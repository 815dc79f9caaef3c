import { Alert, Badge, ScrollArea, Table, Text } from "@mantine/core";
import { formatCount } from "../../components/format.ts";
import type { ImportPreview } from "../../../shared/model.ts";
import { ImportProblems } from "./import-problems.tsx";
import classes from "./import-preview.module.css";
import { t } from "../../i18n/i18n.ts";

/** What an import would do: how many of each sort, what is wrong and where, and the resources one by one. */
export function ImportPreviewView({ preview }: { preview: ImportPreview }) {
  const { created, changed, unchanged, wrong, items, problems, twins } = preview;
  const total = created + changed + unchanged;
  return (
    <>
      <dl className={classes.counts}>
        <Count name={t("files.new")} value={created} />
        <Count name={t("files.changed")} value={changed} />
        <Count name={t("files.same")} value={unchanged} />
        <Count name={t("files.wrong")} value={wrong} />
      </dl>
      {problems.length > 0 && <ImportProblems problems={problems} total={wrong} />}
      {twins && <Twins {...twins} />}
      {items.length > 0 && (
        <ScrollArea.Autosize mah="40vh" type="auto" viewportProps={{ tabIndex: 0, "aria-label": t("files.resources") }}>
          <Table stickyHeader verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("files.resource")}</Table.Th>
                <Table.Th>{t("files.wouldBe")}</Table.Th>
                <Table.Th>{t("files.differsIn")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <Table.Tr key={`${item.kind} ${item.name}`}>
                  <Table.Td>
                    {item.kind} {item.name}
                  </Table.Td>
                  <Table.Td>
                    <Badge color={item.verdict === "same" ? "gray" : "accent"}>{t(`files.${item.verdict}`)}</Badge>
                  </Table.Td>
                  <Table.Td className={classes.changes ?? ""}>{item.changes.join(", ")}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </ScrollArea.Autosize>
      )}
      {items.length < total && (
        <Text size="sm" c="dimmed">
          {t("files.more", { count: total - items.length })}
        </Text>
      )}
    </>
  );
}

/** They may be other machines of the same place in another system: only who imports them knows. */
function Twins({ count, first }: NonNullable<ImportPreview["twins"]>) {
  return (
    <Alert color="orange" title={t("files.twins", { count, field: first.field })}>
      {twinText(first)}
    </Alert>
  );
}

function twinText({
  name,
  field,
  value,
  existing,
  owner,
  renamed,
}: NonNullable<ImportPreview["twins"]>["first"]): string {
  if (owner === undefined) return t("files.twinsText", { field, value, existing });
  if (renamed) return t("files.twinsTextRenamed", { name, field, value, existing });
  return t("files.twinsTextOwned", { field, value, existing, owner });
}

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div className={classes.count} data-none={value === 0}>
      <dt>{name}</dt>
      <dd>{formatCount(value)}</dd>
    </div>
  );
}
