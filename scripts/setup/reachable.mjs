const TIMEOUT_MS = 5000;

/**
 * @param {string} address
 * @returns {Promise<boolean>} whether a server answers there, whatever it says, within a few seconds
 */
export async function isReachable(address) {
  try {
    await fetch(address, { method: "HEAD", redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    return true;
  } catch {
    return false;
  }
}
