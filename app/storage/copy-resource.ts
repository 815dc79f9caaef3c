import { cloneJson } from "../resource/clone-json.ts";
import type { OwnerReference } from "../resource/owner-reference.ts";
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

function copyOfReference(reference: OwnerReference): OwnerReference {
  return { ...reference };
}

function copyMetadata(metadata: Metadata): Metadata {
  return {
    ...metadata,
    labels: { ...metadata.labels },
    annotations: { ...metadata.annotations },
    // Most resources have none of these, and a look costs less than a call.
    ownerReferences: metadata.ownerReferences.length === 0 ? [] : metadata.ownerReferences.map(copyOfReference),
    finalizers: metadata.finalizers.length === 0 ? [] : metadata.finalizers.slice(),
  };
}
