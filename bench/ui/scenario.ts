import type { UiLine } from "./ui-line.ts";

/** What scenarios work on; each part is made when it is first asked for. */
export interface Stage {
  /** The built application with a load in its engine's thread. */
  application(): Promise<string>;
  /** An empty Electron window. */
  emptyApplication(): Promise<string>;
  /** A data directory with 100,000 observed devices. */
  largeFleet(): Promise<string>;
  /** A data directory with 10,000 devices that the engine checks every few minutes. */
  waitingFleet(): Promise<string>;
  newDataDir(): Promise<string>;
  /** Minutes of load for what has to stay flat. */
  loadMinutes: number;
}

/** Some lines that are measured on the same running application. */
export interface Scenario {
  /** For `--only`. */
  name: string;
  run(stage: Stage): Promise<UiLine[]>;
}

export const CHANGES_PER_SECOND = 1_000;
export const BURST_PER_SECOND = 20_000;
export const TABLE = "#/table/Device";
/** Whatever a scenario before has sorted the table by: it remembers that. */
export const TABLE_BY_NAME = `${TABLE}?sort=metadata.name`;
