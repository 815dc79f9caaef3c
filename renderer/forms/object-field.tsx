import { Button, Group, Stack, Text } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { type FieldProps, InnerField, useFieldAccess } from "./field-context.ts";
import { FieldGroup } from "./field-group.tsx";
import { inSentence, initialValue, titleOf } from "./field-schema.ts";
import { pathText } from "./path.ts";
import { t } from "../i18n/i18n.ts";

/** An object's fields; the root of a form without a frame, one that is optional and not there as a button to add it. */
export function ObjectField({ schema, path, name, required }: FieldProps) {
  const { errors, readOnly, read, write } = useFieldAccess();
  const title = titleOf(schema, name);
  const present = read(path) !== undefined;
  const requiredNames = new Set(schema.required);
  const fields = Object.entries(schema.properties ?? {}).map(([property, propertySchema]) => (
    <InnerField
      key={property}
      schema={propertySchema}
      path={[...path, property]}
      name={property}
      // A field with a default may be left out, whatever the schema's output form says.
      required={requiredNames.has(property) && propertySchema.default === undefined}
    />
  ));
  if (path.length === 0) return <Stack gap="sm">{fields}</Stack>;
  if (!present && !required) {
    return (
      <Group gap="xs">
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={readOnly}
          onClick={() => write(path, initialValue(schema))}
        >
          {t("forms.addField", { title: inSentence(title) })}
        </Button>
        {schema.description && (
          <Text size="xs" c="dimmed">
            {schema.description}
          </Text>
        )}
      </Group>
    );
  }
  return (
    <FieldGroup legend={title} description={schema.description} error={errors[pathText(path)]}>
      {fields}
      {!required && (
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={readOnly}
          onClick={() => write(path, undefined)}
          style={{ alignSelf: "flex-start" }}
        >
          {t("forms.removeItem", { name: inSentence(title) })}
        </Button>
      )}
    </FieldGroup>
  );
}
