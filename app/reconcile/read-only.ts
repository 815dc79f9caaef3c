import { EngineError } from "../errors.ts";
import type { EventBus } from "../events/event-bus.ts";
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

/** A bus for somebody of whom nobody is to hear. */
export function mute(why: string): EventBus {
  const refuse = (): never => {
    throw new EngineError("Invalid", why);
  };
  return {
    start: refuse,
    publish: () => Promise.reject(new EngineError("Invalid", why)),
    subscribe: refuse,
    unsubscribe: refuse,
    close: () => Promise.reject(new EngineError("Invalid", why)),
  };
}
