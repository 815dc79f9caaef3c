import { EngineError } from "../../errors.ts";

/**
 * JSON that this program wrote into the database, only ever of what was checked, and so not checked again on every read.
 * @param what names the row and its part in the message.
 * @throws {EngineError} `Unavailable` when it is not JSON any more.
 */
export function parseStored<T>(text: string, what: string): T {
  try {
    const value: T = JSON.parse(text);
    return value;
  } catch (cause) {
    throw new EngineError("Unavailable", `The stored ${what} is damaged: it is not JSON`, { cause });
  }
}
