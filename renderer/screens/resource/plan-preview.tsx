import { Alert, List, Skeleton, Text } from "@mantine/core";
import { failureText } from "../../live/call-failure.ts";
import { useCall } from "../../live/use-call.ts";
import type { ResourceDraft, ResourceEdit } from "../../../shared/model.ts";

/** What the reconciler would do about an edit: asked of the engine, with nothing written and no machine touched. */
export function PlanPreview({ edit }: { edit: ResourceEdit | ResourceDraft }) {
  const plan = useCall("resources.plan", edit);
  return (
    <section aria-label="What would be done">
      <Text fw={600} mb="xs">
        What would be done
      </Text>
      {plan.isPending && <Skeleton height={20} />}
      {plan.isError && <Alert color="orange">{failureText(plan.error)}</Alert>}
      {plan.data && plan.data.steps.length === 0 && (
        <Text c="dimmed">Nothing: the machine is already as it would be asked to be.</Text>
      )}
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
