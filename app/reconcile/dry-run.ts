import type { Clock } from "../clock.ts";
import { EngineError } from "../errors.ts";
import { requireRecord } from "../is-record.ts";
import { isoTime } from "../iso-time.ts";
import type { Logger } from "../logger.ts";
import { quote } from "../quote.ts";
import { cloneJson } from "../resource/clone-json.ts";
import type { Resource, ResourceDraft } from "../resource/resource.ts";
import { created, saved, type Stamp } from "../storage/rules.ts";
import { within } from "../within.ts";
import { Client } from "./client.ts";
import { durationText } from "./duration-text.ts";
import { isPlan, isPlannable, type Plan } from "./plan.ts";
import { runPlanning } from "./planning.ts";
import { mute, readOnly } from "./read-only.ts";
import type { ReconcileContext } from "./reconciler.ts";
import type { Registry } from "./registration.ts";

export interface DryRunParts {
  registry: Registry;
  client: Client;
  clock: Clock;
  logger: Logger;
  timeoutMs: number;
}

const WHY_NOT = "A plan writes nothing: plan() may only look";

/** Finds out what a reconcile would do, with nothing written and nothing touched. */
export class DryRun {
  readonly #parts: DryRunParts;

  constructor(parts: DryRunParts) {
    this.#parts = parts;
  }

  /**
   * @param wanted a resource that exists, as it is or as it is to be, or a new one.
   * @throws {EngineError} `Invalid` when it could not be written as it is, or when its kind's reconciler cannot plan.
   */
  async plan(wanted: Resource | ResourceDraft): Promise<Plan> {
    requireRecord("resource", wanted);
    const { registry, client } = this.#parts;
    const reconciler = registry.get(wanted.kind)?.reconciler;
    if (reconciler === undefined) {
      throw new EngineError("Invalid", `Nothing reconciles the kind ${quote(wanted.kind)}`, { field: "kind" });
    }
    if (!isPlannable(reconciler)) {
      throw new EngineError("Invalid", `The reconciler of ${wanted.kind} cannot say what it would do`, {
        field: "kind",
      });
    }
    client.validate(wanted);
    const resource = await this.#asItWouldBe(wanted);
    const aborter = new AbortController();
    const ctx = this.#context(aborter.signal);
    const parts = { client: ctx.client, eventBus: ctx.client.writer.eventBus };
    const planned: unknown = await this.#inTime(
      runPlanning(parts, async () => reconciler.plan(ctx, resource)),
      aborter,
    );
    if (isPlan(planned)) return planned;
    throw new EngineError("Invalid", `The reconciler of ${wanted.kind} planned ${quote(planned)}, which is no plan`, {
      field: "plan",
    });
  }

  async #asItWouldBe(wanted: Resource | ResourceDraft): Promise<Resource> {
    const { client, clock } = this.#parts;
    const stamp: Stamp = { sequence: 0, now: isoTime(clock.now()) };
    const uid = wanted.metadata?.uid;
    const stored = uid === undefined || uid === "" ? undefined : await client.writer.storage.load(wanted.kind, uid);
    return cloneJson(
      stored === undefined ? created(wanted, stamp) : saved(stored, { ...wanted, status: stored.status }, stamp),
    );
  }

  #context(signal: AbortSignal): ReconcileContext {
    const { client, clock, logger } = this.#parts;
    const now = clock.now();
    return {
      signal,
      attempt: 0,
      reasons: [{ cause: "manual", message: "to see what it would do", count: 1, firstAt: now, lastAt: now }],
      logger,
      client: new Client(readOnly(client.writer.storage, WHY_NOT), mute(WHY_NOT)),
    };
  }

  async #inTime(planned: Promise<Plan>, aborter: AbortController): Promise<Plan> {
    const { clock, timeoutMs } = this.#parts;
    if (await within(clock, timeoutMs, planned)) return planned;
    const error = new EngineError("Unavailable", `Finding out took longer than ${durationText(timeoutMs)}`);
    aborter.abort(error);
    throw error;
  }
}
