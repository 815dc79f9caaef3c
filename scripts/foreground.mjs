import { spawn } from "node:child_process";
import { constants } from "node:os";

/** Signals that mean to the program what they mean to us. */
const PASSED_ON = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
const SAME_SIGNAL_MS = 500;

/**
 * Runs a program in our place: it has our terminal, gets our signals, and its exit code is ours.
 *
 * @param {string} program
 * @param {readonly string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {{ signalsFor?: "program" | "group" }} [options] the group for a program that starts others and does not tell
 *   them, as npm does; a program that ends its own processes in order is told alone
 * @returns {Promise<number>} its exit code; 128 and the signal's number when a signal ended it
 */
export function runInForeground(program, args, env, { signalsFor = "program" } = {}) {
  // In a process group of its own: a terminal sends Ctrl+C to the whole group, and npm sends it to us once more. The
  // program shall get it once, since a second one commonly means "at once".
  const ownGroup = process.platform !== "win32";
  const child = spawn(program, args, { env, stdio: "inherit", detached: ownGroup });
  /** @param {NodeJS.Signals} signal */
  const send = (signal) => {
    if (signalsFor === "group" && child.pid !== undefined && ownGroup) process.kill(-child.pid, signal);
    else child.kill(signal);
  };
  let lastSignalAt = -Infinity;
  /** @param {NodeJS.Signals} signal */
  const passOn = (signal) => {
    const now = performance.now();
    if (now - lastSignalAt > SAME_SIGNAL_MS) send(signal);
    lastSignalAt = now;
  };
  for (const signal of PASSED_ON) process.on(signal, passOn);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => resolve(code ?? 128 + (signal === null ? 0 : constants.signals[signal])));
  }).finally(() => {
    for (const signal of PASSED_ON) process.off(signal, passOn);
  });
}
