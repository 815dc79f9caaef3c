import { DEFAULT_RETENTION } from "../../app/engine/trimming.ts";
import type { Engine } from "../../app/engine.ts";
import { messageOf } from "../../app/errors.ts";
import type { FileLogger } from "../../app/file-logger/file-logger.ts";
import { jsonEqual } from "../../app/resource/json-equal.ts";
import { type MetricsEndpoint, serveMetrics } from "../../app/metrics/endpoint.ts";
import type { RetentionPolicy } from "../../app/storage/sqlite/retention.ts";
import type { Happening } from "../../shared/notice.ts";
import type { EngineSettings } from "../../shared/preferences.ts";
import { Alerts } from "../alerts/alerts.ts";

const DAY_MS = 24 * 3_600_000;

/** What the user chose of the engine, as it holds. */
export class SettingsInForce {
  readonly #engine: Engine;
  readonly #logger: FileLogger;
  readonly #tell: (happening: Happening) => void;
  readonly #alerts: Alerts;
  #settings: EngineSettings;
  #hasBegun = false;
  #servedPort: number | undefined;
  /** Changes of the endpoint, one after the other. */
  #endpoint: Promise<MetricsEndpoint | undefined> = Promise.resolve(undefined);

  static async apply(
    settings: EngineSettings,
    engine: Engine,
    logger: FileLogger,
    tell: (happening: Happening) => void,
  ): Promise<SettingsInForce> {
    const alerts = await Alerts.open(engine, logger, tell);
    return new SettingsInForce(settings, engine, logger, tell, alerts);
  }

  private constructor(
    settings: EngineSettings,
    engine: Engine,
    logger: FileLogger,
    tell: (happening: Happening) => void,
    alerts: Alerts,
  ) {
    this.#settings = settings;
    this.#engine = engine;
    this.#logger = logger;
    this.#tell = tell;
    this.#alerts = alerts;
    engine.retain(policyOf(settings));
  }

  /** The engine runs: what only listens and looks may begin without holding up its start. */
  begin(): void {
    this.#hasBegun = true;
    this.#alerts.use(this.#settings.rules);
    this.#serve(this.#settings);
  }

  change(settings: EngineSettings): void {
    const { rules } = this.#settings;
    this.#settings = settings;
    this.#logger.setLevel(settings.logLevel);
    this.#engine.retain(policyOf(settings));
    if (!this.#hasBegun) return;
    if (!jsonEqual(rules, settings.rules)) this.#alerts.use(settings.rules);
    this.#serve(settings);
  }

  async close(): Promise<void> {
    const [endpoint] = await Promise.all([this.#endpoint, this.#alerts.close()]);
    await endpoint?.close();
  }

  #serve({ metrics: { enabled, port } }: EngineSettings): void {
    const wanted = enabled ? port : undefined;
    if (wanted === this.#servedPort) return;
    this.#servedPort = wanted;
    this.#endpoint = this.#endpoint.then(async (before) => {
      await before?.close();
      if (wanted === undefined) return undefined;
      try {
        const metrics = (): Promise<string> => this.#engine.controller.metrics();
        const endpoint = await serveMetrics({ port: wanted, metrics, logger: this.#logger });
        this.#logger.info("Metrics are served", { url: endpoint.url });
        return endpoint;
      } catch (error) {
        this.#logger.error("Metrics are not served", { error });
        this.#tell({ type: "metrics-failed", problem: messageOf(error) });
        return undefined;
      }
    });
  }
}

function policyOf({ retention: { eventDays, recordDays, revisions } }: EngineSettings): RetentionPolicy {
  return {
    ...DEFAULT_RETENTION,
    events: { ...DEFAULT_RETENTION.events, maxAgeMs: eventDays * DAY_MS },
    records: { ...DEFAULT_RETENTION.records, maxAgeMs: recordDays * DAY_MS },
    revisions: { ...DEFAULT_RETENTION.revisions, maxPerResource: revisions },
  };
}
