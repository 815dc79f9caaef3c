import type { Bridge } from "../../shared/bridge.ts";

declare global {
  interface Window {
    /** Put there by the preload; the only way out of this page. */
    readonly fabrica: Bridge;
  }
}

export const bridge: Bridge = window.fabrica;
