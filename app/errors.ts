/** What went wrong, for programs; the message says it for people. */
export type ErrorCode =
  /** The input breaks a rule; nothing was written. */
  | "Invalid"
  | "NotFound"
  | "AlreadyExists"
  /** The resource changed since the caller read it; nothing was written. */
  | "Conflict"
  /** The part was closed or shut down before the call. */
  | "Closed"
  /** The data cannot be used as it is: damaged, newer than this program, locked or not writable. */
  | "Unavailable";

/** Every error that the engine raises on purpose. */
export class EngineError extends Error {
  override readonly name = "EngineError";
  readonly code: ErrorCode;
  /** The field that is at fault, as a dotted path (`spec.desired`). */
  readonly field: string | undefined;

  constructor(code: ErrorCode, message: string, options: ErrorOptions & { field?: string } = {}) {
    super(message, options);
    this.code = code;
    this.field = options.field;
  }
}

export function hasCode(error: unknown, code: ErrorCode): boolean {
  return error instanceof EngineError && error.code === code;
}

/** What went wrong, in words. Never throws, though what was thrown may be anything, even something that fails when it is looked at. */
export function messageOf(thrown: unknown): string {
  try {
    const message: unknown = thrown instanceof Error ? thrown.message : thrown;
    return String(message);
  } catch {
    return "what was thrown cannot be put into words";
  }
}
