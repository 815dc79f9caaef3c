import { cloneJson } from "../resource/clone-json.ts";
import type { Metadata, Resource } from "../resource/resource.ts";

/** A copy that shares nothing that can be changed with what is stored. */
export function copyResource(resource: Resource): Resource {
  return {
    apiVersion: resource.apiVersion,
    kind: resource.kind,
    metadata: copyMetadata(resource.metadata),
    spec: cloneJson(resource.spec),
    status: cloneJson(resource.status),
  };
}

function copyMetadata(metadata: Metadata): Metadata {
  return {
    ...metadata,
    labels: { ...metadata.labels },
    annotations: { ...metadata.annotations },
    ownerReferences: metadata.ownerReferences.map((reference) => ({ ...reference })),
    finalizers: [...metadata.finalizers],
  };
}
