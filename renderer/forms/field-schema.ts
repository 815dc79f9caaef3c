import { z } from "zod";

/** The part of JSON Schema (2020-12) that kinds write their specs in; what it does not know is left to the YAML editor. */
export interface FieldSchema {
  type?: string | undefined;
  title?: string | undefined;
  description?: string | undefined;
  default?: unknown;
  const?: unknown;
  enum?: (string | number | boolean | null)[] | undefined;
  properties?: Record<string, FieldSchema> | undefined;
  required?: string[] | undefined;
  items?: FieldSchema | undefined;
  additionalProperties?: FieldSchema | boolean | undefined;
  minimum?: number | undefined;
  maximum?: number | undefined;
  pattern?: string | undefined;
  examples?: unknown[] | undefined;
  anyOf?: FieldSchema[] | undefined;
  oneOf?: FieldSchema[] | undefined;
}

const fieldSchema: z.ZodType<FieldSchema> = z.lazy(() =>
  z.object({
    type: z.string().optional(),
    title: z.string().optional(),
    description: z.string().optional(),
    default: z.unknown().optional(),
    const: z.unknown().optional(),
    enum: z.array(z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
    properties: z.record(z.string(), fieldSchema).optional(),
    required: z.array(z.string()).optional(),
    items: fieldSchema.optional(),
    additionalProperties: z.union([z.boolean(), fieldSchema]).optional(),
    minimum: z.number().optional(),
    maximum: z.number().optional(),
    pattern: z.string().optional(),
    examples: z.array(z.unknown()).optional(),
    anyOf: z.array(fieldSchema).optional(),
    oneOf: z.array(fieldSchema).optional(),
  }),
);

/** @throws {z.ZodError} for a schema that a form cannot be made from. */
export function parseFieldSchema(jsonSchema: unknown): FieldSchema {
  return fieldSchema.parse(jsonSchema);
}

export type Control = "text" | "number" | "switch" | "choice" | "object" | "list" | "record" | "variants" | "yaml";

/** With what control a value of this schema is edited. */
export function controlOf(schema: FieldSchema): Control {
  if (schema.enum) return "choice";
  const variants = variantsOf(schema);
  // Shapes that differ only in what they accept (an IPv4 or an IPv6 address) are one field.
  if (variants.length > 0 && variants.every(isText)) return "text";
  if (variants.length > 0) return "variants";
  switch (schema.type) {
    case "string":
      return "text";
    case "number":
    case "integer":
      return "number";
    case "boolean":
      return "switch";
    case "array":
      return schema.items ? "list" : "yaml";
    case "object":
      if (schema.properties) return "object";
      return typeof schema.additionalProperties === "object" ? "record" : "yaml";
    default:
      return "yaml";
  }
}

function isText(schema: FieldSchema): boolean {
  return schema.type === "string" && schema.enum === undefined && schema.const === undefined;
}

/** The shapes among which a value of this schema may choose. */
export function variantsOf(schema: FieldSchema): FieldSchema[] {
  return schema.oneOf ?? schema.anyOf ?? [];
}

/** What a new value of this schema starts as. */
export function initialValue(schema: FieldSchema): unknown {
  if (schema.default !== undefined) return schema.default;
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[0];
  const [firstVariant] = variantsOf(schema);
  if (firstVariant) return initialValue(firstVariant);
  switch (schema.type) {
    case "string":
      return "";
    case "number":
    case "integer":
      return schema.minimum ?? 0;
    case "boolean":
      return false;
    case "array":
      return [];
    case "object":
      return initialObject(schema);
    default:
      return null;
  }
}

function initialObject(schema: FieldSchema): Record<string, unknown> {
  const required = new Set(schema.required);
  const entries = Object.entries(schema.properties ?? {}).filter(([name]) => required.has(name));
  return Object.fromEntries(entries.map(([name, property]) => [name, initialValue(property)]));
}

/** A name for people: the schema's title, or the property's name in words (`bootTimeMs` → "Boot time ms"). */
export function titleOf(schema: FieldSchema, name: string): string {
  if (schema.title) return schema.title;
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, "$1 $2")
    .replaceAll(/[_-]+/g, " ")
    .toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A title within a sentence: its first letter small, unless it begins with an abbreviation. */
export function inSentence(title: string): string {
  return /^[A-Z][A-Z]/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);
}
