import type { Resource } from "../resource/resource.ts";

/**
 * What a storage answers, as of the caller's type: it keeps spec and status as they were given. That the resource is of this
 * type is the caller's knowledge.
 */
export function asGiven<R extends Resource>(resource: Resource): R {
  // oxlint-disable-next-line typescript/consistent-type-assertions -- a storage knows no kinds, so it cannot check
  return resource as R;
}
