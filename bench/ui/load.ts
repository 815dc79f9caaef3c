import type { SqliteStorage } from "../../app/storage/sqlite/sqlite-storage.ts";
import { deviceName, deviceStatus } from "./fleet.ts";
import { LOAD_CHANNEL, LOAD_VARIABLE, type LoadReport } from "./load-channel.ts";

export const FLEET_SIZE = 100_000;
/** So many rows of the table by name carry, in their configuration, when they changed: what of them is on screen tells how old it is. */
const STAMPED_ROWS = 20;
const STAMPS_PER_SECOND = 20;
const TURN_MS = 10;
/** A turn that came late makes up for this much and no more. */
const MAX_PER_TURN = 1_000;
/** A prime, so that the changes walk over the whole fleet in no order that an index likes. */
const STRIDE = 7_919;

/** Writes statuses as reconcilers do, so many a second, for as long as the engine is open. Another number is told on the channel. */
export function serveLoad(storage: SqliteStorage): void {
  let perSecond = Number(process.env[LOAD_VARIABLE] ?? 0);
  let owed = 0;
  let stampsOwed = 0;
  let next = 0;
  let stamped = 0;
  let lastTurn = performance.now();
  let written = 0;
  let reportedAt = performance.now();

  const turn = (): void => {
    const now = performance.now();
    const elapsed = (now - lastTurn) / 1_000;
    lastTurn = now;
    owed = Math.min(owed + perSecond * elapsed, MAX_PER_TURN);
    stampsOwed = perSecond === 0 ? 0 : Math.min(stampsOwed + STAMPS_PER_SECOND * elapsed, STAMPED_ROWS);
    const count = Math.floor(owed);
    if (count === 0) return;
    owed -= count;
    const stamps = Math.min(Math.floor(stampsOwed), count);
    stampsOwed -= stamps;
    const at = new Date().toISOString();
    const commit = storage.transact((tx) => {
      for (let i = 0; i < stamps; i++) {
        tx.putStatus("Device", deviceName(stamped), deviceStatus(1, `at ${Date.now()}`, at));
        stamped = (stamped + 1) % STAMPED_ROWS;
      }
      for (let i = stamps; i < count; i++) {
        const index = STAMPED_ROWS + (next % (FLEET_SIZE - STAMPED_ROWS));
        next += STRIDE;
        tx.putStatus("Device", deviceName(index), deviceStatus(index + Math.floor(next / STRIDE / 1_000), "image", at));
      }
    });
    commit.then(
      () => (written += count),
      (error: unknown) => console.error("The load could not be written:", error),
    );
  };

  const channel = new BroadcastChannel(LOAD_CHANNEL);
  channel.addEventListener("message", (event: MessageEvent<unknown>) => {
    if (typeof event.data === "number") perSecond = event.data;
    const now = performance.now();
    const report: LoadReport = { written, elapsedMs: now - reportedAt };
    written = 0;
    reportedAt = now;
    channel.postMessage(report);
  });
  setInterval(turn, TURN_MS);
}
