import { z } from "zod";
import { type CallError, callError } from "../../shared/contract.ts";

/** Why a call or a stream failed, as an error. `code` is for programs, `message` for people. */
export class CallFailure extends Error {
  override readonly name = "CallFailure";
  readonly code: CallError["code"];
  /** The field at fault, as a dotted path, where the engine named one. */
  readonly field: string | undefined;

  constructor(error: CallError) {
    super(error.message);
    this.code = error.code;
    this.field = error.field;
  }
}

/** The sentence to show for whatever was thrown. */
export function failureText(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Reads an error that crossed as JSON; one that makes no sense is still an error. */
export function parseFailure(json: string): CallFailure {
  try {
    return new CallFailure(z.parse(callError, JSON.parse(json)));
  } catch {
    return new CallFailure({ code: "Internal", message: `The engine ended the stream without a reason: ${json}` });
  }
}
