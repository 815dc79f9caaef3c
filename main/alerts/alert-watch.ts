import type { Clock, TimerHandle } from "../../app/clock.ts";
import { messageOf } from "../../app/errors.ts";
import type { Logger } from "../../app/logger.ts";
import type { Filter } from "../../app/resource/filter.ts";
import type { Storage } from "../../app/storage/storage.ts";
import type { AlertRule } from "../../shared/alert-rule.ts";
import type { Happening, Subject } from "../../shared/notice.ts";
import { Gathering } from "./gathering.ts";
import { RuleWatch } from "./rule-watch.ts";

/** What there is already is looked at in steps of so many, with a pause between, so that nothing else has to wait. */
const STEP = 500;
const STEP_PAUSE_MS = 20;
/** A clock that is set, or a machine that slept, is noticed this soon. */
const LONGEST_WAIT_MS = 60_000;

/** What was told and has not been resolved yet, by rule. */
export type ToldByRule = Record<string, Subject[]>;

export interface AlertWatchOptions {
  storage: Pick<Storage, "watch" | "list">;
  /** What a rule's query selects; undefined for all of the kind. Throws for one that cannot be read. */
  filterOf(rule: AlertRule): Filter | undefined;
  clock: Clock;
  logger: Logger;
  tell(happening: Happening): void;
  /** What of `told` is to be kept for the next start has changed. */
  onChange(): void;
  /** What was told before this start. */
  toldBefore: ToldByRule;
}

interface Watched {
  rule: AlertRule;
  watch: RuleWatch;
  alerts: Gathering;
  resolved: Gathering;
}

/** Watches over the fleet by the user's rules. */
export class AlertWatch {
  readonly #options: AlertWatchOptions;
  readonly #watched = new Map<string, Watched>();
  readonly #stopWatching: () => void;
  #toldBefore: ToldByRule;
  #timer: TimerHandle;
  /** When the timer is to tell something. */
  #armedFor: number | undefined;

  constructor(options: AlertWatchOptions) {
    this.#options = options;
    this.#toldBefore = options.toldBefore;
    this.#stopWatching = options.storage.watch({}, ({ type, resource }) => {
      for (const { rule, watch } of this.#watched.values()) {
        if (rule.kind !== resource.kind) continue;
        if (type === "deleted") watch.forget(resource.metadata.uid);
        else watch.see(resource);
      }
      this.#arrange();
    });
  }

  /** Goes by these rules from now on. A rule that asks what it asked before remembers what it told. */
  use(rules: readonly AlertRule[]): void {
    const enabled = new Map(rules.filter((rule) => rule.enabled).map((rule) => [rule.id, rule]));
    for (const [id, { rule, alerts, resolved }] of this.#watched) {
      const next = enabled.get(id);
      if (next !== undefined && asksTheSame(rule, next)) continue;
      alerts.close();
      resolved.close();
      this.#watched.delete(id);
    }
    for (const rule of enabled.values()) {
      const watched = this.#watched.get(rule.id);
      if (watched === undefined) this.#begin(rule);
      else watched.rule = rule;
    }
    // Of rules that are gone nothing is remembered.
    this.#toldBefore = {};
    this.#options.onChange();
  }

  /** What was told and is still so, to be handed to the next start. */
  told(): ToldByRule {
    return Object.fromEntries(Array.from(this.#watched, ([id, { watch }]) => [id, [...watch.told()]]));
  }

  close(): void {
    this.#stopWatching();
    this.#options.clock.clearTimeout(this.#timer);
    for (const { alerts, resolved } of this.#watched.values()) {
      alerts.close();
      resolved.close();
    }
    this.#watched.clear();
  }

  #begin(rule: AlertRule): void {
    const { clock, filterOf, logger, onChange, tell } = this.#options;
    const gathering = (type: "alert" | "resolved") =>
      new Gathering(clock, (subjects, count) => tell({ type, rule: watched.rule, subjects, count }));
    const [alerts, resolved] = [gathering("alert"), gathering("resolved")];
    const note = (to: Gathering) => (subject: Subject) => {
      to.add(subject);
      onChange();
    };
    const events = { onAlert: note(alerts), onResolved: note(resolved) };
    let watched: Watched;
    try {
      watched = {
        rule,
        watch: new RuleWatch(rule, filterOf(rule), events, this.#toldBefore[rule.id]),
        alerts,
        resolved,
      };
    } catch (error) {
      logger.error("A rule cannot be followed", { rule: rule.name, error });
      tell({ type: "rule-failed", rule, problem: messageOf(error) });
      return;
    }
    this.#watched.set(rule.id, watched);
    this.#lookAtAll(watched).catch((error: unknown) => {
      logger.error("A rule could not be applied to what there is already", { rule: rule.name, error });
    });
  }

  async #lookAtAll(watched: Watched): Promise<void> {
    const { clock, storage } = this.#options;
    const { kind } = watched.rule;
    let next: string | undefined;
    do {
      const page = await storage.list(kind, {
        limit: STEP,
        ...(next !== undefined && { continue: next }),
      });
      if (this.#watched.get(watched.rule.id) !== watched) return;
      for (const resource of page) watched.watch.see(resource);
      this.#arrange();
      next = page.continue;
      if (next !== undefined) {
        await new Promise<void>((resolve) => {
          clock.setTimeout(resolve, STEP_PAUSE_MS);
        });
      }
    } while (next !== undefined);
    if (this.#watched.get(watched.rule.id) === watched) watched.watch.seenAll();
  }

  /** Sets the one timer to what is due next. */
  #arrange(): void {
    let nextAt = Number.POSITIVE_INFINITY;
    for (const { watch } of this.#watched.values()) nextAt = Math.min(nextAt, watch.nextAt ?? nextAt);
    if (nextAt === this.#armedFor) return;
    const { clock } = this.#options;
    clock.clearTimeout(this.#timer);
    this.#armedFor = nextAt;
    if (nextAt === Number.POSITIVE_INFINITY) return;
    const waitMs = Math.min(Math.max(nextAt - clock.now(), 0), LONGEST_WAIT_MS);
    this.#timer = clock.setTimeout(() => {
      this.#armedFor = undefined;
      for (const { watch } of this.#watched.values()) watch.tell(clock.now());
      this.#arrange();
    }, waitMs);
  }
}

function asksTheSame(a: AlertRule, b: AlertRule): boolean {
  return (
    a.kind === b.kind &&
    a.query === b.query &&
    a.condition === b.condition &&
    a.status === b.status &&
    a.forMs === b.forMs
  );
}
