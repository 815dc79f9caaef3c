import { contextBridge, ipcRenderer } from "electron";
import type { Bridge } from "../shared/bridge.ts";

/** A hidden window paints nothing; it still takes this often what a stream has to say. */
const HIDDEN_PAINT_MS = 1_000;

function afterPaint(done: () => void): void {
  // To wait for a frame that nobody sees would keep the compositor ticking.
  if (document.visibilityState === "hidden") {
    setTimeout(done, HIDDEN_PAINT_MS);
    return;
  }
  const once = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    done();
  };
  const frame = requestAnimationFrame(once);
  const timer = setTimeout(once, HIDDEN_PAINT_MS);
}

const bridge: Bridge = {
  call: (name, requestJson) => ipcRenderer.invoke("fabrica:call", name, requestJson),
  open(name, requestJson, onMessage, onEnd) {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener("message", ({ data }: MessageEvent<{ message: string } | { end: string }>) => {
      if ("end" in data) {
        port1.close();
        onEnd(data.end);
        return;
      }
      onMessage(data.message);
      // The next message comes once this one is on screen.
      afterPaint(() => port1.postMessage("painted"));
    });
    port1.start();
    ipcRenderer.postMessage("fabrica:open", [name, requestJson], [port2]);
    return () => port1.close();
  },
};

contextBridge.exposeInMainWorld("fabrica", bridge);
