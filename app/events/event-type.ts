import { EngineError } from "../errors.ts";
import { quote } from "../quote.ts";
import { checkedOnce } from "../checked-once.ts";

export const DEFAULT_EVENT_PREFIX = "io.fabrica";

export type LifecycleVerb = "created" | "updated" | "patched" | "deleted";

/**
 * @throws {EngineError} `Invalid`, naming the option `eventPrefix`, unless it is words joined by single dots: a pattern or a
 *   blank in it would be in the type of every event.
 */
export function validateEventPrefix(prefix: unknown): void {
  if (typeof prefix === "string" && /^[\p{L}\p{N}_-]+(\.[\p{L}\p{N}_-]+)*$/u.test(prefix)) return;
  throw new EngineError(
    "Invalid",
    `eventPrefix is ${quote(prefix)}; use letters, digits, "-" and "_", in words joined by single dots, as in io.fabrica`,
    { field: "eventPrefix" },
  );
}

/** The type of the event that a write of a resource publishes, as in `io.fabrica.device.created`. */
export function lifecycleEventType(prefix: string, kind: string, verb: LifecycleVerb): string {
  return `${prefix}.${kind.toLowerCase()}.${verb}`;
}

/** The type of the event that a changed condition publishes, as in `io.fabrica.condition.Ready`. */
export function conditionEventType(prefix: string, conditionType: string): string {
  return `${prefix}.condition.${conditionType}`;
}

/**
 * CloudEvents allows any string that is not empty; patterns need more: segments parted by dots, none of them empty.
 * @throws {EngineError} `Invalid` when it is not that or holds control characters.
 */
export const validateEventType = checkedOnce((type) => {
  const fault = faultOf(type);
  if (fault !== undefined) throw new EngineError("Invalid", `Event type ${quote(type)} ${fault}`, { field: "type" });
});

function faultOf(type: unknown): string | undefined {
  if (typeof type !== "string") return "is not a string";
  if (type === "") return "is empty; name what happened, as in io.fabrica.device.created";
  if (type.split(".").includes("")) return "has an empty segment; write single dots between words";
  if (/\p{Cc}/u.test(type)) return "holds control characters";
  return undefined;
}
