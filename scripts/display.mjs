import { spawn } from "node:child_process";

const START_TIMEOUT_MS = 15_000;

/** @returns {boolean} whether a window can be shown; only Linux runs without a display */
export function hasDisplay() {
  return process.platform !== "linux" || Boolean(process.env["DISPLAY"] || process.env["WAYLAND_DISPLAY"]);
}

/**
 * Starts an X server in memory on a free display. It ends with `stop`, or with this process.
 *
 * @param {{ forAnyUser?: boolean }} [options] only this process's user may open windows on it, if not any
 * @returns {Promise<{ display: string, stop: () => void }>} display is a value for DISPLAY
 */
export function startVirtualDisplay({ forAnyUser = false } = {}) {
  return new Promise((resolve, reject) => {
    const access = forAnyUser ? ["-ac"] : [];
    const args = ["-displayfd", "3", "-screen", "0", "1920x1080x24", "-nolisten", "tcp", ...access];
    // Xvfb picks a free display itself and writes its number to descriptor 3 once it takes connections. In a process
    // group of its own, so that a terminal's Ctrl+C doesn't take it away from an application that is still closing.
    const xvfb = spawn("Xvfb", args, { stdio: ["ignore", "ignore", "pipe", "pipe"], detached: true });
    const timer = setTimeout(() => fail("it didn't say that it is ready"), START_TIMEOUT_MS);
    let errors = "";
    xvfb.stderr
      ?.setEncoding("utf8")
      .on("data", (/** @type {string} */ text) => (errors = (errors + text).slice(-2000)));
    const stop = () => void xvfb.kill();
    /** @param {string} why */
    const fail = (why) => {
      clearTimeout(timer);
      stop();
      reject(new Error(`Xvfb couldn't start: ${why}. ${errors}`.trim()));
    };
    xvfb.on("error", (error) => fail(error.message));
    xvfb.on("exit", (code) => fail(`it ended with exit code ${code}`));
    let number = "";
    xvfb.stdio[3]?.on("data", (/** @type {Buffer} */ chunk) => {
      number += chunk.toString();
      if (!number.includes("\n")) return;
      clearTimeout(timer);
      process.once("exit", stop);
      resolve({ display: `:${number.trim()}`, stop });
    });
  });
}
