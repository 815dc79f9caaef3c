import { bridge } from "./bridge.ts";
import { FreshnessMeter } from "./freshness-meter.ts";
import { StreamHub } from "./stream-hub.ts";

/** This window's streams. */
export const meter = new FreshnessMeter();
export const hub = new StreamHub(bridge, meter);

document.addEventListener("visibilitychange", () => hub.setHidden(document.visibilityState === "hidden"));
