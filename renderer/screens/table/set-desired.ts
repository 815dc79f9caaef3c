import type { Row } from "../../../shared/model.ts";
import { call } from "../../live/call.ts";
import { CallFailure } from "../../live/call-failure.ts";

/**
 * Writes one field of a resource's spec, against the version just read.
 * @returns what the field said before
 * @throws {CallFailure} `Conflict` when somebody else changed the resource in between.
 */
export async function setDesired({ kind, uid, name }: Row, property: string, value: unknown): Promise<unknown> {
  const resource = await call("resources.get", { kind, uid });
  if (!resource) throw new CallFailure({ code: "NotFound", message: `${kind} ${name} is gone` });
  const { resourceVersion, labels, annotations } = resource.metadata;
  const before = resource.spec[property];
  await call("resources.update", {
    kind,
    uid,
    resourceVersion,
    metadata: { name: resource.metadata.name, labels, annotations },
    spec: { ...resource.spec, [property]: value },
  });
  return before;
}
