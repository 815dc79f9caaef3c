import { Alert, List, Text } from "@mantine/core";
import { Awaiting } from "../../components/awaiting.tsx";
import { failureText } from "../../live/call-failure.ts";
import { useCall } from "../../live/use-call.ts";
import type { ResourceDraft, ResourceEdit } from "../../../shared/model.ts";
import { t } from "../../i18n/i18n.ts";

/** What the reconciler would do about an edit: asked of the engine, with nothing written and no machine touched. */
export function PlanPreview({ edit }: { edit: ResourceEdit | ResourceDraft }) {
  const plan = useCall("resources.plan", edit);
  return (
    <section aria-label={t("resource.plan.title")}>
      <Text fw={600} mb="xs">
        {t("resource.plan.title")}
      </Text>
      {plan.isPending && <Awaiting />}
      {plan.isError && <Alert color="orange">{failureText(plan.error)}</Alert>}
      {plan.data && plan.data.steps.length === 0 && <Text c="dimmed">{t("resource.plan.nothing")}</Text>}
      {plan.data && plan.data.steps.length > 0 && (
        <List type="ordered" size="sm">
          {plan.data.steps.map((step) => (
            <List.Item key={`${step.action} ${step.description}`}>{step.description}</List.Item>
          ))}
        </List>
      )}
    </section>
  );
}
