import { z } from "zod";
import { type KindInfo, type Resource, type ResourceDraft, type ResourceEdit } from "../../shared/model.ts";

/** The part of a resource that a person writes, as the YAML editor and the form show it. */
export const editDocument = z.strictObject({
  metadata: z.strictObject({
    name: z.string(),
    labels: z.record(z.string(), z.string()).default({}),
    annotations: z.record(z.string(), z.string()).default({}),
  }),
  spec: z.record(z.string(), z.unknown()),
});
export type EditDocument = z.infer<typeof editDocument>;

export function documentOf({ metadata, spec }: Resource): EditDocument {
  return { metadata: { name: metadata.name, labels: metadata.labels, annotations: metadata.annotations }, spec };
}

/** What tells a machine from others is left open: what stands in a template is easily taken for an answer. */
export function newDocument({ specTemplate, identity }: KindInfo): EditDocument {
  const spec = identity === undefined ? specTemplate : { ...specTemplate, [identity]: "" };
  return { metadata: { name: "", labels: {}, annotations: {} }, spec };
}

export function toDraft(kind: string, { metadata, spec }: EditDocument): ResourceDraft {
  return { kind, metadata, spec };
}

export function toEdit(base: Resource, { metadata, spec }: EditDocument): ResourceEdit {
  const { uid, resourceVersion } = base.metadata;
  return { kind: base.kind, uid, resourceVersion, metadata, spec };
}

/**
 * The JSON Schema of a kind's edit document: for the form, for completion and for checks while one types. The form shows
 * first what its user came for: the name of a new resource, the spec of one that is there.
 */
export function editSchema(kind: KindInfo, isNew: boolean): Record<string, unknown> {
  const words = { type: "object", additionalProperties: { type: "string" } };
  const metadata = {
    type: "object",
    title: "Metadata",
    properties: {
      name: { type: "string", title: "Name", minLength: 1 },
      labels: { ...words, title: "Labels", description: "To select and group by." },
      annotations: { ...words, title: "Annotations", description: "Notes for people and programs; not selectable." },
    },
    required: ["name"],
    additionalProperties: false,
  };
  const spec = { ...withoutDialect(kind.specSchema), title: "Spec" };
  return {
    type: "object",
    properties: isNew ? { metadata, spec } : { spec, metadata },
    required: ["metadata", "spec"],
    additionalProperties: false,
  };
}

/** `$schema` may stand at the root only. */
function withoutDialect({ $schema: _dialect, ...schema }: Record<string, unknown>): Record<string, unknown> {
  return schema;
}
