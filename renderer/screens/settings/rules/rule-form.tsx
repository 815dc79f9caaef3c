import { Autocomplete, Button, Checkbox, Group, NumberInput, Select, Stack, Text, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { skipToken } from "@tanstack/react-query";
import { useState } from "react";
import { alertCondition, type AlertCondition, type AlertRule } from "../../../../shared/alert-rule.ts";
import { t } from "../../../i18n/i18n.ts";
import { failureText } from "../../../live/call-failure.ts";
import { useCall, useCommand } from "../../../live/use-call.ts";
import { useKinds } from "../../../live/use-kinds.ts";

const statuses = alertCondition.shape.status.options;
/** What every kind has; others may be typed. */
const commonConditions = ["Ready", "Reconciled"];
const minuteMs = 60_000;
const mostMinutes = 30 * 24 * 60;

interface RuleFormProps {
  rule: AlertRule;
  onSave(rule: AlertRule): void;
  onCancel(): void;
}

/** What a rule looks for, with how many that is now. */
export function RuleForm({ rule, onSave, onCancel }: RuleFormProps) {
  const [draft, setDraft] = useState(rule);
  const [isTried, setTried] = useState(false);
  const kinds = useKinds().data ?? [];
  const change = (part: Partial<AlertRule>): void => setDraft((before) => ({ ...before, ...part }));
  const condition = alertCondition.safeParse(draft);
  const preview = usePreview(condition.data);
  const check = useCommand("alerts.preview");
  const isNamed = draft.name.trim() !== "";
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isNamed || !condition.success) return;
        // The preview may still be of what was typed before; what is refused here it says in a moment, too.
        check.mutate(condition.data, { onSuccess: () => onSave({ ...draft, name: draft.name.trim() }) });
      }}
    >
      <Stack gap="sm">
        <TextInput
          data-autofocus
          label={t("rules.name")}
          maxLength={100}
          value={draft.name}
          error={isTried && !isNamed && t("rules.nameMissing")}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
        />
        <Select
          label={t("rules.kind")}
          data={kinds.map(({ kind }) => kind)}
          value={draft.kind}
          allowDeselect={false}
          onChange={(kind) => kind !== null && change({ kind })}
        />
        <TextInput
          label={t("rules.query")}
          description={t("rules.queryHint")}
          maxLength={1_000}
          value={draft.query}
          error={preview.isError && failureText(preview.error)}
          onChange={({ currentTarget }) => change({ query: currentTarget.value })}
        />
        <ConditionFields
          draft={draft}
          error={condition.error?.issues.find(({ path }) => path[0] === "condition")?.message}
          onChange={change}
        />
        <Checkbox
          label={t("rules.desktop")}
          checked={draft.desktop}
          onChange={({ currentTarget }) => change({ desktop: currentTarget.checked })}
        />
        <Group justify="space-between">
          <Text component="output" c="dimmed">
            {preview.isSuccess && t("rules.matches", { count: preview.data.matching })}{" "}
            {preview.isSuccess &&
              !preview.data.isKnown &&
              t("rules.unknown", { kind: draft.kind, type: draft.condition })}
          </Text>
          <Group gap="sm">
            <Button variant="default" onClick={onCancel}>
              {t("rules.cancel")}
            </Button>
            <Button type="submit" loading={check.isPending}>
              {t("rules.save")}
            </Button>
          </Group>
        </Group>
      </Stack>
    </form>
  );
}

/** How many the rule is about now, asked once the typing pauses. */
function usePreview(condition: AlertCondition | undefined) {
  const [asked] = useDebouncedValue(JSON.stringify(condition ?? null), 200);
  return useCall("alerts.preview", condition ? alertCondition.parse(JSON.parse(asked) ?? condition) : skipToken);
}

interface ConditionFieldsProps {
  draft: AlertRule;
  /** What is wrong with the condition's type. */
  error: string | undefined;
  onChange(part: Partial<AlertRule>): void;
}

/** Which condition has been what, and for how long. */
function ConditionFields({ draft, error, onChange }: ConditionFieldsProps) {
  return (
    <Group gap="sm" grow align="start">
      <Autocomplete
        label={t("rules.condition")}
        data={commonConditions}
        value={draft.condition}
        error={error}
        onChange={(condition) => onChange({ condition })}
      />
      <Select
        label={t("rules.is")}
        data={statuses.map((value) => ({ value, label: t(`rules.status.${value}`) }))}
        value={draft.status}
        allowDeselect={false}
        onChange={(value) => {
          const status = statuses.find((each) => each === value);
          if (status) onChange({ status });
        }}
      />
      <NumberInput
        label={t("rules.minutes")}
        min={0}
        max={mostMinutes}
        allowDecimal={false}
        allowNegative={false}
        value={draft.forMs / minuteMs}
        onChange={(minutes) => onChange({ forMs: Math.min(Number(minutes), mostMinutes) * minuteMs })}
      />
    </Group>
  );
}
