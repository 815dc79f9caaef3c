import { ActionIcon, Button, Group, TagsInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { useRef } from "react";
import { type FieldProps, InnerField, useFieldAccess } from "./field-context.ts";
import { FieldGroup } from "./field-group.tsx";
import { type FieldSchema, inSentence, initialValue, titleOf } from "./field-schema.ts";
import { pathText } from "./path.ts";
import { t } from "../i18n/i18n.ts";

export function ListField(props: FieldProps) {
  const { items } = props.schema;
  if (!items) return null;
  return items.type === "string" && !items.enum ? <WordsField {...props} /> : <ItemsField {...props} items={items} />;
}

/** A list of strings, as tags. */
function WordsField({ schema, path, name, required }: FieldProps) {
  const { errors, readOnly, read, write } = useFieldAccess();
  const value = read(path);
  const words = Array.isArray(value) ? value.map(String) : [];
  const firstError =
    errors[pathText(path)] ?? words.map((_, index) => errors[pathText([...path, index])]).find(Boolean);
  return (
    <TagsInput
      label={titleOf(schema, name)}
      description={schema.description}
      error={firstError}
      required={required ?? false}
      disabled={readOnly}
      value={words}
      placeholder={words.length === 0 ? t("forms.typeThenEnter") : ""}
      onChange={(next) => write(path, next.length === 0 && !required ? undefined : next)}
    />
  );
}

function ItemsField({ schema, path, name, required, items }: FieldProps & { items: FieldSchema }) {
  const { errors, readOnly, read, write } = useFieldAccess();
  const value = read(path);
  const list = Array.isArray(value) ? value : [];
  const title = titleOf(schema, name);
  const addButton = useRef<HTMLButtonElement>(null);
  const writeList = (next: unknown[]) => write(path, next.length === 0 && !required ? undefined : next);
  return (
    <FieldGroup legend={`${title} (${list.length})`} description={schema.description} error={errors[pathText(path)]}>
      {list.map((_, index) => (
        // Items have no identity but their place.
        <Group key={index} align="flex-start" wrap="nowrap" gap="xs">
          <div style={{ flex: 1, minWidth: 0 }}>
            <InnerField schema={items} path={[...path, index]} name={`${title} ${index + 1}`} required />
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            disabled={readOnly}
            aria-label={t("forms.removeItem", { name: `${title} ${index + 1}` })}
            onClick={() => {
              addButton.current?.focus();
              writeList(list.toSpliced(index, 1));
            }}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Button
        ref={addButton}
        variant="default"
        size="compact-sm"
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={readOnly}
        onClick={() => writeList([...list, initialValue(items)])}
        style={{ alignSelf: "flex-start" }}
      >
        {t("forms.addTo", { title: inSentence(title) })}
      </Button>
    </FieldGroup>
  );
}
