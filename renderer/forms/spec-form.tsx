import { useMemo } from "react";
import { Field } from "./field.tsx";
import { parseFieldSchema } from "./field-schema.ts";
import { FieldContext, type FieldProps } from "./field-context.ts";
import { type Path, valueAt, withValueAt } from "./path.ts";
import type { FieldErrors } from "./validate-spec.ts";

interface SpecFormProps {
  /** The kind's JSON Schema. */
  schema: Record<string, unknown>;
  value: unknown;
  errors: FieldErrors;
  readOnly?: boolean;
  onChange: (value: unknown) => void;
}

/** A form made from a kind's schema. It holds no state of its own: what it shows is `value`. */
export function SpecForm({ schema, value, errors, readOnly = false, onChange }: SpecFormProps) {
  const root = useMemo(() => parseFieldSchema(schema), [schema]);
  const context = useMemo(
    () => ({
      errors,
      readOnly,
      renderField: (props: FieldProps) => <Field {...props} />,
      read: (path: Path) => valueAt(value, path),
      write: (path: Path, next: unknown) => onChange(withValueAt(value, path, next)),
    }),
    [errors, readOnly, value, onChange],
  );
  return (
    <FieldContext.Provider value={context}>
      <Field schema={root} path={[]} name="spec" required />
    </FieldContext.Provider>
  );
}
