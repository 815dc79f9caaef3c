import type { Clock, TimerHandle } from "./clock.ts";

/**
 * Waits for work no longer than `ms`. Work that is late is not ended, and how it ends then is nobody's business.
 *
 * @returns whether it was done in time; rejects as the work does
 */
export async function within(clock: Clock, ms: number, work: Promise<unknown>): Promise<boolean> {
  let timer: TimerHandle;
  const late = new Promise<boolean>((resolve) => {
    timer = clock.setTimeout(() => resolve(false), ms);
  });
  try {
    return await Promise.race([work.then(() => true), late]);
  } finally {
    clock.clearTimeout(timer);
  }
}
