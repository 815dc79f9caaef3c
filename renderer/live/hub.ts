import { bridge } from "./bridge.ts";
import { StreamHub } from "./stream-hub.ts";

/** This window's streams. */
export const hub = new StreamHub(bridge);

document.addEventListener("visibilitychange", () => hub.setHidden(document.visibilityState === "hidden"));
