import { controlOf, type FieldSchema, parseFieldSchema, variantsOf } from "../../../forms/field-schema.ts";

/** No form is deeper. */
const maxDepth = 8;

/** The paths of a spec's values that are not groups of others, as its JSON schema has them. */
export function schemaPaths(specSchema: Record<string, unknown>): string[] {
  return [...new Set(pathsWithin(parseFieldSchema(specSchema), "spec", maxDepth))];
}

function pathsWithin(schema: FieldSchema, path: string, depth: number): string[] {
  const control = controlOf(schema);
  if (depth === 0 || control === "record") return [];
  if (control === "variants") return variantsOf(schema).flatMap((variant) => pathsWithin(variant, path, depth - 1));
  if (control !== "object") return [path];
  const properties = Object.entries(schema.properties ?? {});
  return properties.flatMap(([name, property]) => pathsWithin(property, `${path}.${name}`, depth - 1));
}
