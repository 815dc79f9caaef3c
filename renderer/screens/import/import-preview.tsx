import { Badge, ScrollArea, Table, Text } from "@mantine/core";
import { formatCount } from "../../components/format.ts";
import type { ImportPreview } from "../../../shared/model.ts";
import { ImportProblems } from "./import-problems.tsx";
import classes from "./import-preview.module.css";

const verdicts = { new: "New", changed: "Changed", same: "Same" } as const;

/** What an import would do: how many of each sort, what is wrong and where, and the resources one by one. */
export function ImportPreviewView({ preview }: { preview: ImportPreview }) {
  const { created, changed, unchanged, wrong, items, problems } = preview;
  const total = created + changed + unchanged;
  return (
    <>
      <dl className={classes.counts}>
        <Count name="New" value={created} />
        <Count name="Changed" value={changed} />
        <Count name="Same" value={unchanged} />
        <Count name="Wrong" value={wrong} />
      </dl>
      {problems.length > 0 && <ImportProblems problems={problems} total={wrong} />}
      {items.length > 0 && (
        <ScrollArea.Autosize mah="40vh" type="auto" viewportProps={{ tabIndex: 0, "aria-label": "Resources" }}>
          <Table stickyHeader verticalSpacing={4}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>Resource</Table.Th>
                <Table.Th>Would be</Table.Th>
                <Table.Th>Differs in</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((item) => (
                <Table.Tr key={`${item.kind} ${item.name}`}>
                  <Table.Td>
                    {item.kind} {item.name}
                  </Table.Td>
                  <Table.Td>
                    <Badge color={item.verdict === "same" ? "gray" : "accent"}>{verdicts[item.verdict]}</Badge>
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
          and {formatCount(total - items.length)} more
        </Text>
      )}
    </>
  );
}

function Count({ name, value }: { name: string; value: number }) {
  return (
    <div className={classes.count} data-none={value === 0}>
      <dt>{name}</dt>
      <dd>{formatCount(value)}</dd>
    </div>
  );
}
