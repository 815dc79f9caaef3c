import { existsSync, readFileSync } from "node:fs";

const STATUS = "/proc/self/status";

/**
 * The most memory that this process ever had resident, in MiB. Linux counts into `maxRSS` what the process that started this
 * one had, so there it is read from where only this one's is.
 */
export function peakMiB(): number {
  const peakKiB = existsSync(STATUS) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(STATUS, "utf8"))?.[1] : undefined;
  return (peakKiB === undefined ? process.resourceUsage().maxRSS : Number(peakKiB)) / 1024;
}
