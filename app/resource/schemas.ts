import { z } from "zod";
import { EngineError } from "../errors.ts";
import { CONDITION_TYPE } from "./condition.ts";
import { KIND, KIND_RULE, UID, UID_RULE } from "./identifiers.ts";
import type { Metadata } from "./resource.ts";
import { validateMetadata } from "./validate-metadata.ts";

/** For resources from disk, from files and from other processes. The tests hold them equal to the types. */

const kind = z.string().regex(KIND, `is not a kind: ${KIND_RULE}`);
const uid = z.string().regex(UID, `is not a uid: ${UID_RULE}`);
const generation = z.int().nonnegative();
const time = z.iso.datetime({ offset: true });

export const conditionSchema = z.object({
  type: z.string().regex(CONDITION_TYPE),
  status: z.enum(["True", "False", "Unknown"]),
  reason: z.string(),
  message: z.string(),
  lastTransitionTime: time,
  observedGeneration: generation.exactOptional(),
});

export const ownerReferenceSchema = z.object({
  kind,
  uid,
  name: z.string().exactOptional(),
  controller: z.boolean().exactOptional(),
  blockOwnerDeletion: z.boolean().exactOptional(),
});

const metadataFields = {
  uid,
  name: z.string(),
  labels: z.record(z.string(), z.string()),
  annotations: z.record(z.string(), z.string()),
  ownerReferences: z.array(ownerReferenceSchema),
  finalizers: z.array(z.string()),
  generation,
  resourceVersion: z.string(),
  createdAt: time,
  updatedAt: time,
  deletionTimestamp: time.exactOptional(),
};

export const metadataSchema = z.object(metadataFields).superRefine(followsTheRules);

const draftMetadataSchema = z
  .strictObject({
    uid: metadataFields.uid.exactOptional(),
    name: metadataFields.name.exactOptional(),
    labels: metadataFields.labels.exactOptional(),
    annotations: metadataFields.annotations.exactOptional(),
    ownerReferences: metadataFields.ownerReferences.exactOptional(),
    finalizers: metadataFields.finalizers.exactOptional(),
    generation: metadataFields.generation.exactOptional(),
    resourceVersion: metadataFields.resourceVersion.exactOptional(),
    createdAt: metadataFields.createdAt.exactOptional(),
    updatedAt: metadataFields.updatedAt.exactOptional(),
    deletionTimestamp: metadataFields.deletionTimestamp,
  })
  .superRefine(followsTheRules);

export const resourceSchema = z.object({
  apiVersion: z.string(),
  kind,
  metadata: metadataSchema,
  spec: z.unknown(),
  status: z.unknown(),
});

/** Strict: people write drafts, and a misspelt field must not vanish without a word. */
export const resourceDraftSchema = z.strictObject({
  apiVersion: z.string().exactOptional(),
  kind,
  metadata: draftMetadataSchema.exactOptional(),
  spec: z.unknown(),
  status: z.unknown().exactOptional(),
});

function followsTheRules(metadata: Partial<Metadata>, context: z.RefinementCtx): void {
  try {
    validateMetadata(metadata);
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    context.addIssue({ code: "custom", message: error.message });
  }
}
