import { EngineError } from "../errors.ts";
import type { Storage } from "../storage/storage.ts";

/** The same storage for somebody who may only look. */
export function readOnly(storage: Storage, why: string): Storage {
  const refuse = (): Promise<never> => Promise.reject(new EngineError("Invalid", why));
  return {
    load: (kind, uid) => storage.load(kind, uid),
    list: (kind, options) => storage.list(kind, options),
    watch: (options, onChange) => storage.watch(options, onChange),
    save: refuse,
    create: refuse,
    update: refuse,
    updateStatus: refuse,
    delete: refuse,
    close: refuse,
  };
}
