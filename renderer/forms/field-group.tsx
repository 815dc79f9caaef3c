import { Fieldset, Stack, Text } from "@mantine/core";
import type { ReactNode } from "react";

interface FieldGroupProps {
  legend: string;
  description: string | undefined;
  error: string | undefined;
  children: ReactNode;
}

/** Fields that belong together under a title, with what is to be said of them as a whole. */
export function FieldGroup({ legend, description, error, children }: FieldGroupProps) {
  return (
    <Fieldset legend={legend}>
      <Stack gap="sm">
        {description && (
          <Text size="xs" c="dimmed">
            {description}
          </Text>
        )}
        {error && (
          <Text size="xs" c="var(--mantine-color-error)" role="alert">
            {error}
          </Text>
        )}
        {children}
      </Stack>
    </Fieldset>
  );
}
