import { z } from "zod";
import { ownerReferenceSchema } from "../resource/schemas.ts";
import type { FleetEntry } from "./entry.ts";

const ignored = z.unknown().optional();

/** One of our own resources in a file. What only the engine may say is read over, so that a resource can be pasted as it is. */
export const resourceDocument = z.strictObject({
  apiVersion: z.string().optional(),
  kind: z.string(),
  metadata: z.strictObject({
    name: z.string(),
    uid: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
    annotations: z.record(z.string(), z.string()).optional(),
    ownerReferences: z
      .array(
        z
          .strictObject({
            apiVersion: ignored,
            kind: ownerReferenceSchema.shape.kind,
            name: z.string().optional(),
            uid: ownerReferenceSchema.shape.uid.optional(),
            controller: z.boolean().optional(),
            blockOwnerDeletion: z.boolean().optional(),
          })
          .refine(({ name, uid }) => name !== undefined || uid !== undefined, "must have a name or a uid"),
      )
      .optional(),
    finalizers: ignored,
    generation: ignored,
    resourceVersion: ignored,
    createdAt: ignored,
    updatedAt: ignored,
    deletionTimestamp: ignored,
  }),
  spec: z.record(z.string(), z.unknown()),
  status: ignored,
});

export function entryOfResource(document: z.output<typeof resourceDocument>, file: string, line: number): FleetEntry {
  const { kind, metadata, spec } = document;
  return {
    file,
    line,
    kind,
    name: metadata.name,
    uid: metadata.uid,
    labels: metadata.labels ?? {},
    annotations: metadata.annotations ?? {},
    owners: metadata.ownerReferences,
    spec,
    partial: false,
  };
}
