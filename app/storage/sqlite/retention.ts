import { setImmediate } from "node:timers/promises";
import type { Database } from "better-sqlite3";
import { checkLimit } from "../../check-number.ts";
import { requireRecord } from "../../is-record.ts";
import { LogTrimmer } from "./log-trimmer.ts";
import { TombstoneTrimmer } from "./tombstone-trimmer.ts";

/** How much of a log is kept; what breaks any of the limits goes, oldest first. The newest entry always stays. */
export interface Keep {
  maxAgeMs?: number;
  maxCount?: number;
  /** So many of each resource, so that the many of one never push out the few of another. */
  maxPerResource?: number;
}

export interface RetentionPolicy {
  events?: Keep;
  records?: Keep;
  /** Of the specs that were; the one that is always stays. */
  revisions?: Keep;
  /** Of what watches can be told of deletions. */
  deletions?: Pick<Keep, "maxCount">;
}

/** How many entries went. */
export interface Trimmed {
  events: number;
  records: number;
  revisions: number;
  deletions: number;
}

/** Trims what only grows, in steps of a few ms, between which writers have their turn. */
export class Retention {
  readonly #db: Database;
  readonly #events: LogTrimmer;
  readonly #records: LogTrimmer;
  readonly #revisions: LogTrimmer;
  readonly #deletions: TombstoneTrimmer;

  constructor(db: Database) {
    this.#db = db;
    this.#events = new LogTrimmer(db, "events");
    this.#records = new LogTrimmer(db, "records");
    this.#revisions = new LogTrimmer(db, "revisions");
    this.#deletions = new TombstoneTrimmer(db);
  }

  /**
   * @param now ms since the epoch.
   * @throws {EngineError} `Invalid`, naming the limit, for one that is negative or no number; nothing is trimmed then.
   */
  async trim(policy: RetentionPolicy, now: number): Promise<Trimmed> {
    checkPolicy(policy);
    const { events, records, revisions, deletions } = policy;
    return {
      events: events === undefined ? 0 : await this.#run(this.#events.trim(events, now)),
      records: records === undefined ? 0 : await this.#run(this.#records.trim(records, now)),
      revisions: revisions === undefined ? 0 : await this.#run(this.#revisions.trim(revisions, now)),
      deletions: deletions?.maxCount === undefined ? 0 : await this.#run(this.#deletions.trim(deletions.maxCount)),
    };
  }

  /** Ends early when the database is closed meanwhile: what is left goes the next time. */
  async #run(steps: Iterator<number>): Promise<number> {
    let dropped = 0;
    while (this.#db.open) {
      const step = steps.next();
      if (step.done) break;
      dropped += step.value;
      await setImmediate();
    }
    return dropped;
  }
}

function checkPolicy(policy: RetentionPolicy): void {
  requireRecord("policy", policy);
  for (const log of ["events", "records", "revisions", "deletions"] as const) {
    const keep: Keep | undefined = policy[log];
    if (keep === undefined) continue;
    requireRecord(log, keep);
    for (const limit of ["maxAgeMs", "maxCount", "maxPerResource"] as const) {
      const value = keep[limit];
      if (value !== undefined) checkLimit(`${log}.${limit}`, value);
    }
  }
}
