import { z } from "zod";
import type { calls } from "./calls.ts";
import type { streams } from "./streams.ts";

/**
 * Everything that a window may ask of the application (`calls`: a request, a reply) and follow (`streams`: a request, then
 * messages until it is closed). Both sides parse what they get with these schemas; nothing else crosses.
 */

export type CallName = keyof typeof calls;
/** A request as the caller writes it; what has a default may be left out. */
export type CallRequest<N extends CallName> = z.input<(typeof calls)[N]["request"]>;
/** A request as the answering side gets it: checked and complete. */
export type CheckedRequest<N extends CallName> = z.output<(typeof calls)[N]["request"]>;
export type CallReply<N extends CallName> = z.output<(typeof calls)[N]["reply"]>;
export type StreamName = keyof typeof streams;
export type StreamRequest<N extends StreamName> = z.input<(typeof streams)[N]["request"]>;
export type CheckedStreamRequest<N extends StreamName> = z.output<(typeof streams)[N]["request"]>;
export type StreamMessage<N extends StreamName> = z.output<(typeof streams)[N]["message"]>;

/** Why a call failed, as it crosses to the window. */
export const callError = z.object({
  code: z.enum(["Invalid", "NotFound", "AlreadyExists", "Conflict", "Closed", "Unavailable", "Internal"]),
  message: z.string(),
  field: z.string().exactOptional(),
});
export type CallError = z.infer<typeof callError>;

/** A reply as it crosses: either the value or why there is none. */
export type Envelope = { ok: true; value: unknown } | { ok: false; error: CallError };
