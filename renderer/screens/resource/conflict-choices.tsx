import { Alert, Radio, Stack, Table } from "@mantine/core";
import type { MergeConflict } from "../../drafts/merge.ts";
import { pathText } from "../../forms/path.ts";
import { t } from "../../i18n/i18n.ts";

export type Side = "mine" | "theirs";

interface ConflictChoicesProps {
  conflicts: readonly MergeConflict[];
  /** By the conflict's path. */
  sides: Readonly<Record<string, Side>>;
  onChoose: (path: string, side: Side) => void;
}

/** Fields that were changed here and elsewhere to different values: a person says which it is to be. */
export function ConflictChoices({ conflicts, sides, onChoose }: ConflictChoicesProps) {
  return (
    <Alert color="orange" title={t("resource.conflict.title")}>
      <Stack gap="sm">
        {conflicts.map(({ path, base, mine, theirs }) => {
          const name = pathText(path);
          return (
            <Radio.Group
              key={name}
              label={name}
              value={sides[name] ?? null}
              onChange={(value) => onChoose(name, value === "theirs" ? "theirs" : "mine")}
            >
              <Table withRowBorders={false} verticalSpacing={2}>
                <Table.Tbody>
                  <Table.Tr>
                    <Table.Td>{t("resource.conflict.was")}</Table.Td>
                    <Table.Td>{valueText(base)}</Table.Td>
                  </Table.Tr>
                  <Table.Tr>
                    <Table.Td>
                      <Radio value="mine" label={t("resource.conflict.mine")} />
                    </Table.Td>
                    <Table.Td>{valueText(mine)}</Table.Td>
                  </Table.Tr>
                  <Table.Tr>
                    <Table.Td>
                      <Radio value="theirs" label={t("resource.conflict.theirs")} />
                    </Table.Td>
                    <Table.Td>{valueText(theirs)}</Table.Td>
                  </Table.Tr>
                </Table.Tbody>
              </Table>
            </Radio.Group>
          );
        })}
      </Stack>
    </Alert>
  );
}

function valueText(value: unknown): string {
  return value === undefined ? t("resource.conflict.notSet") : JSON.stringify(value);
}
