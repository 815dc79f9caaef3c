import type { FieldProps } from "./field-context.ts";
import { controlOf } from "./field-schema.ts";
import { ListField } from "./list-field.tsx";
import { ObjectField } from "./object-field.tsx";
import { pathText } from "./path.ts";
import { RecordField } from "./record-field.tsx";
import { ChoiceField, NumberField, SwitchField, TextField, YamlOnlyField } from "./scalar-fields.tsx";
import { VariantsField } from "./variants-field.tsx";

/** The control for one value, whatever its schema, where `focusField` finds it. */
export function Field(props: FieldProps) {
  return (
    <div data-field={pathText(props.path)} style={{ display: "contents" }}>
      <Control {...props} />
    </div>
  );
}

function Control(props: FieldProps) {
  switch (controlOf(props.schema)) {
    case "text":
      return <TextField {...props} />;
    case "number":
      return <NumberField {...props} />;
    case "switch":
      return <SwitchField {...props} />;
    case "choice":
      return <ChoiceField {...props} />;
    case "object":
      return <ObjectField {...props} />;
    case "list":
      return <ListField {...props} />;
    case "record":
      return <RecordField {...props} />;
    case "variants":
      return <VariantsField {...props} />;
    case "yaml":
      return <YamlOnlyField {...props} />;
  }
}
