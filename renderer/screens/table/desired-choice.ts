import { z } from "zod";

const enumProperty = z.object({ title: z.string().optional(), enum: z.array(z.string()).min(2) });
const objectSchema = z.object({ properties: z.record(z.string(), z.unknown()) });

/** The field of a kind's spec that says what should be, and what it can say. */
export interface DesiredChoice {
  property: string;
  /** As people call it. */
  title: string;
  values: readonly string[];
}

/** What to offer for "set desired": the first field of the spec that is named so and has a list of values. */
export function desiredChoice(specSchema: Record<string, unknown>): DesiredChoice | undefined {
  const schema = objectSchema.safeParse(specSchema);
  if (!schema.success) return undefined;
  for (const [property, definition] of Object.entries(schema.data.properties)) {
    if (!property.startsWith("desired")) continue;
    const choice = enumProperty.safeParse(definition);
    if (choice.success) return { property, title: choice.data.title ?? property, values: choice.data.enum };
  }
  return undefined;
}
