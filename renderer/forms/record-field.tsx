import { ActionIcon, Button, Group, TextInput } from "@mantine/core";
import { IconPlus, IconX } from "@tabler/icons-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { type FieldProps, InnerField, useFieldAccess } from "./field-context.ts";
import { FieldGroup } from "./field-group.tsx";
import { inSentence, initialValue, titleOf } from "./field-schema.ts";
import { isRecord, pathText } from "./path.ts";
import { t } from "../i18n/i18n.ts";

/** What was just added is where one goes on. */
function focusWithin(place: HTMLElement | null): void {
  place?.querySelector<HTMLElement>("input, button, textarea")?.focus();
}

/** Names and values of the user's own choosing. */
export function RecordField({ schema, path, name, required }: FieldProps) {
  const { errors, readOnly, read, write } = useFieldAccess();
  const [newName, setNewName] = useState("");
  const value = read(path);
  const record = isRecord(value) ? value : {};
  const names = Object.keys(record);
  const valueSchema = typeof schema.additionalProperties === "object" ? schema.additionalProperties : {};
  const title = titleOf(schema, name);
  const taken = Object.hasOwn(record, newName);

  const [added, setAdded] = useState<string>();
  const field = useRef<HTMLInputElement>(null);

  const add = () => {
    write([...path, newName], initialValue(valueSchema));
    setAdded(newName);
    setNewName("");
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    if (newName !== "" && !taken) add();
  };
  const remove = (key: string) => {
    field.current?.focus();
    const next = Object.fromEntries(Object.entries(record).filter(([other]) => other !== key));
    write(path, Object.keys(next).length === 0 && !required ? undefined : next);
  };

  return (
    <FieldGroup legend={`${title} (${names.length})`} description={schema.description} error={errors[pathText(path)]}>
      {names.map((key) => (
        <Group key={key} align="flex-end" wrap="nowrap" gap="xs">
          <div style={{ flex: 1, minWidth: 0 }} ref={key === added ? focusWithin : undefined}>
            <InnerField schema={{ ...valueSchema, title: key }} path={[...path, key]} name={key} required />
          </div>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="input-sm"
            disabled={readOnly}
            aria-label={t("forms.removeItem", { name: key })}
            onClick={() => remove(key)}
          >
            <IconX size={14} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group align="flex-end" gap="xs">
        <TextInput
          ref={field}
          aria-label={t("forms.newNameIn", { title: inSentence(title) })}
          placeholder={t("forms.newName")}
          value={newName}
          error={taken ? t("forms.taken") : undefined}
          disabled={readOnly}
          onChange={({ currentTarget }) => setNewName(currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <Button
          variant="default"
          leftSection={<IconPlus size={14} aria-hidden />}
          disabled={readOnly || newName === "" || taken}
          onClick={add}
        >
          {t("forms.add")}
        </Button>
      </Group>
    </FieldGroup>
  );
}
