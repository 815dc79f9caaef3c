import { EngineError } from "../errors.ts";
import { quote } from "../quote.ts";
import { timeOrderedUuid } from "../time-ordered-uuid.ts";

/** A kind becomes a segment of event types, a kind and a uid become an event's source; neither may ever act as a path. */
export const KIND = /^[A-Za-z][A-Za-z0-9_-]{0,62}$/;
export const UID = /^[A-Za-z0-9_][A-Za-z0-9._:@~-]{0,252}$/;
export const KIND_RULE = 'use a letter, then at most 62 letters, digits, "-" or "_"';
export const UID_RULE = 'use a letter, digit or "_", then at most 252 of those or of ". : @ ~ -"';

/** A uid that is never given twice: the time and 74 random bits. */
export function newUid(): string {
  return timeOrderedUuid();
}

let lastKind: string | undefined;

/** There are few kinds, and the next thing is mostly of the same one. */
function isKind(kind: string): boolean {
  if (kind === lastKind) return true;
  if (!KIND.test(kind)) return false;
  lastKind = kind;
  return true;
}

/** @throws {EngineError} `Invalid` unless it is a letter followed by at most 62 letters, digits, `-` or `_`. */
export function validateKind(kind: unknown, field = "kind"): void {
  if (typeof kind === "string" && isKind(kind)) return;
  throw new EngineError("Invalid", `${field} ${quote(kind)} is not a kind: ${KIND_RULE}`, { field });
}

/** @throws {EngineError} `Invalid` unless it is a letter, digit or `_` followed by at most 252 of those or of `. : @ ~ -`. */
export function validateUid(uid: unknown, field = "metadata.uid"): void {
  if (typeof uid === "string" && UID.test(uid)) return;
  throw new EngineError("Invalid", `${field} ${quote(uid)} is not a uid: ${UID_RULE}`, { field });
}
