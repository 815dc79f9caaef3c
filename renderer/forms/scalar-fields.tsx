import { Input, NumberInput, Select, Switch, TextInput } from "@mantine/core";
import { type FieldProps, useFieldAccess } from "./field-context.ts";
import { type FieldSchema, titleOf } from "./field-schema.ts";
import { pathText } from "./path.ts";
import { t } from "../i18n/i18n.ts";

function useScalar({ schema, path, name, required }: FieldProps) {
  const { errors, readOnly, read, write } = useFieldAccess();
  return {
    value: read(path),
    set: (next: unknown) => write(path, next),
    shared: {
      label: titleOf(schema, name),
      description: schema.description,
      error: errors[pathText(path)],
      required: required ?? false,
      disabled: readOnly,
    },
  };
}

export function TextField(props: FieldProps) {
  const { value, set, shared } = useScalar(props);
  return (
    <TextInput
      {...shared}
      value={typeof value === "string" ? value : ""}
      placeholder={placeholderOf(props.schema.default) ?? exampleOf(props.schema)}
      onChange={({ currentTarget }) =>
        set(currentTarget.value === "" && !props.required ? undefined : currentTarget.value)
      }
    />
  );
}

export function NumberField(props: FieldProps) {
  const { schema } = props;
  const { value, set, shared } = useScalar(props);
  return (
    <NumberInput
      {...shared}
      value={typeof value === "number" ? value : ""}
      placeholder={placeholderOf(schema.default)}
      allowDecimal={schema.type !== "integer"}
      // What is out of bounds is marked, not silently changed under the hand that types it.
      clampBehavior="none"
      {...(schema.minimum !== undefined && { min: schema.minimum })}
      {...(schema.maximum !== undefined && { max: schema.maximum })}
      onChange={(next) => set(typeof next === "number" ? next : undefined)}
    />
  );
}

export function SwitchField(props: FieldProps) {
  const { value, set, shared } = useScalar(props);
  const { required: _required, ...attributes } = shared;
  return (
    <Switch
      {...attributes}
      checked={typeof value === "boolean" ? value : props.schema.default === true}
      onChange={({ currentTarget }) => set(currentTarget.checked)}
    />
  );
}

export function ChoiceField(props: FieldProps) {
  const { schema } = props;
  const { value, set, shared } = useScalar(props);
  const choices = schema.enum ?? [];
  const isForeign = value !== undefined && !choices.some((choice) => choice === value);
  return (
    <Select
      {...shared}
      // What was written elsewhere and is no choice is shown as it is: an error says the rest.
      data={[...(isForeign ? [String(value)] : []), ...choices.map(String)]}
      value={value === undefined ? null : String(value)}
      placeholder={placeholderOf(schema.default)}
      allowDeselect={!props.required}
      clearable={!props.required}
      onChange={(text) => set(choices.find((choice) => String(choice) === text))}
    />
  );
}

/** A value that no control fits: said so, and left as it is. */
export function YamlOnlyField(props: FieldProps) {
  const { shared } = useScalar(props);
  return (
    <Input.Wrapper label={shared.label} description={shared.description} error={shared.error}>
      <Input component="output" disabled>
        {t("forms.yamlOnly")}
      </Input>
    </Input.Wrapper>
  );
}

function exampleOf({ examples }: FieldSchema): string | undefined {
  const [first] = examples ?? [];
  return typeof first === "string" ? first : undefined;
}

function placeholderOf(fallback: unknown): string | undefined {
  return fallback === undefined || fallback === "" ? undefined : t("forms.byDefault", { value: String(fallback) });
}
