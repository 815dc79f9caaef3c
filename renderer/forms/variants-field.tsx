import { Select, Stack } from "@mantine/core";
import { type FieldProps, InnerField, useFieldAccess } from "./field-context.ts";
import { type FieldSchema, initialValue, titleOf, variantsOf } from "./field-schema.ts";
import { isRecord } from "./path.ts";
import { t } from "../i18n/i18n.ts";

/** A value that may have one of several shapes: which one, then its own control. */
export function VariantsField({ schema, path, name, required }: FieldProps) {
  const { readOnly, read, write } = useFieldAccess();
  const variants = variantsOf(schema);
  const value = read(path);
  const current = variants.find((variant) => fits(variant, value));
  const names = distinct(variants.map(variantName));
  return (
    <Stack gap="xs">
      <Select
        label={titleOf(schema, name)}
        description={schema.description}
        required={required ?? false}
        disabled={readOnly}
        data={names}
        value={current ? (names[variants.indexOf(current)] ?? null) : null}
        allowDeselect={!required}
        clearable={!required}
        onChange={(chosen) => {
          const variant = variants[names.indexOf(chosen ?? "")];
          write(path, variant && initialValue(variant));
        }}
      />
      {current && <InnerField schema={current} path={path} name={name} required />}
    </Stack>
  );
}

function fits(variant: FieldSchema, value: unknown): boolean {
  if (isRecord(value)) {
    const constants = Object.entries(variant.properties ?? {}).filter(([, property]) => property.const !== undefined);
    return variant.type === "object" && constants.every(([name, property]) => value[name] === property.const);
  }
  if (Array.isArray(value)) return variant.type === "array";
  if (typeof value === "number") return variant.type === "number" || variant.type === "integer";
  return value === null ? variant.type === "null" : variant.type === typeof value;
}

/** A variant is named by its title, else by the constant that tells it from the others, else by its type. */
function variantName(variant: FieldSchema, index: number): string {
  const constant = Object.values(variant.properties ?? {}).find((property) => property.const !== undefined)?.const;
  return (
    variant.title ??
    (constant === undefined ? undefined : String(constant)) ??
    variant.type ??
    t("forms.variant", { number: index + 1 })
  );
}

function distinct(names: string[]): string[] {
  return names.map((name, index) => (names.indexOf(name) === index ? name : `${name} (${index + 1})`));
}
