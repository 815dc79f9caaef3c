import { checkNumber } from "../check-number.ts";
import { EngineError } from "../errors.ts";
import { requireRecord } from "../is-record.ts";
import { quote } from "../quote.ts";
import { validateKind, validateUid } from "../resource/identifiers.ts";
import type { Cause } from "./reason.ts";
import type { ReconcileRequest } from "./work-item.ts";

const CAUSES: ReadonlySet<string> = new Set<Cause>(["event", "manual", "periodic", "retry", "owner", "startup"]);

/** @throws {EngineError} `Invalid`, naming the field. */
export function validateRequest(request: ReconcileRequest): void {
  requireRecord("request", request);
  validateKind(request.resourceKind, "resourceKind");
  validateUid(request.resourceUid, "resourceUid");
  if (typeof request.reason !== "string") {
    throw new EngineError("Invalid", `reason must say in words why, but is ${quote(request.reason)}`, {
      field: "reason",
    });
  }
  if (request.priority !== undefined) checkNumber("priority", request.priority);
  if (request.cause !== undefined && !CAUSES.has(request.cause)) {
    throw new EngineError("Invalid", `cause is ${quote(request.cause)}, but must be one of ${[...CAUSES].join(", ")}`, {
      field: "cause",
    });
  }
}
