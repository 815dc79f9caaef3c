import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import { type FieldSchema, parseFieldSchema, variantsOf } from "../forms/field-schema.ts";
import { enclosingPath } from "./yaml-document.ts";

/** Completes the keys and values that a schema allows at the cursor. */
export function schemaCompletion(jsonSchema: Record<string, unknown>): CompletionSource {
  const root = parseFieldSchema(jsonSchema);
  return (context) => completeValue(root, context) ?? completeKey(root, context);
}

function completeKey(root: FieldSchema, context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/^\s*(?:- )*[\w-]*/);
  if (!word) return null;
  const typed = /[\w-]*$/.exec(word.text)?.[0] ?? "";
  if (typed === "" && !context.explicit) return null;
  const schema = schemaAt(root, enclosingPath(context.state.doc.toString(), context.pos));
  const options = Object.entries(propertiesOf(schema)).map(([name, property]) => option(name, property, `${name}: `));
  return options.length === 0 ? null : { from: context.pos - typed.length, options, validFor: /^[\w-]*$/ };
}

function completeValue(root: FieldSchema, context: CompletionContext): CompletionResult | null {
  const line = context.matchBefore(/^\s*(?:- )*[\w-]+:\s+\S*/);
  const parts = line && /(?<key>[\w-]+):\s+(?<typed>\S*)$/.exec(line.text)?.groups;
  if (!parts) return null;
  const path = [...enclosingPath(context.state.doc.toString(), context.pos), parts.key ?? ""];
  const schema = schemaAt(root, path);
  const values = schema?.enum ?? (schema?.type === "boolean" ? [true, false] : []);
  if (values.length === 0) return null;
  return {
    from: context.pos - (parts.typed ?? "").length,
    options: values.map((value) => ({ label: String(value), type: "enum" })),
  };
}

function option(label: string, schema: FieldSchema, apply: string): Completion {
  return {
    label,
    apply,
    type: "property",
    ...(schema.title && { detail: schema.title }),
    ...(schema.description && { info: schema.description }),
  };
}

/** The schema of what a path of keys leads to; list items are passed through. */
function schemaAt(schema: FieldSchema | undefined, path: readonly string[]): FieldSchema | undefined {
  let current = itemsOf(schema);
  for (const key of path) {
    const additional = current?.additionalProperties;
    current = itemsOf(propertiesOf(current)[key] ?? (typeof additional === "object" ? additional : undefined));
  }
  return current;
}

function itemsOf(schema: FieldSchema | undefined): FieldSchema | undefined {
  return schema?.type === "array" ? schema.items : schema;
}

function propertiesOf(schema: FieldSchema | undefined): Record<string, FieldSchema> {
  if (!schema) return {};
  return Object.assign({}, ...variantsOf(schema).map(propertiesOf), schema.properties);
}
