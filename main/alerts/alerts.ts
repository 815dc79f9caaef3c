import path from "node:path";
import { z } from "zod";
import type { Clock, TimerHandle } from "../../app/clock.ts";
import type { Engine } from "../../app/engine.ts";
import type { Logger } from "../../app/logger.ts";
import type { AlertRule } from "../../shared/alert-rule.ts";
import { type Happening, subject } from "../../shared/notice.ts";
import { JsonFile } from "../files/json-file.ts";
import { AlertWatch } from "./alert-watch.ts";
import { ruleFilter } from "./rule-filter.ts";

const KEEP_EVERY_MS = 5_000;

const toldFile = z.object({ told: z.record(z.string(), z.array(subject)).default({}) });

/** The watch over an engine's fleet, with what it told kept in the data directory: a restart tells nothing twice. */
export class Alerts {
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #file: JsonFile<z.infer<typeof toldFile>>;
  readonly #watch: AlertWatch;
  #timer: TimerHandle;
  #isToKeep = false;

  static async open(engine: Engine, logger: Logger, tell: (happening: Happening) => void): Promise<Alerts> {
    const file = new JsonFile(path.join(engine.dataDir, "alerts.json"), toldFile, logger);
    const { told } = await file.read();
    return new Alerts(engine, logger, tell, file, told);
  }

  private constructor(
    engine: Engine,
    logger: Logger,
    tell: (happening: Happening) => void,
    file: JsonFile<z.infer<typeof toldFile>>,
    toldBefore: z.infer<typeof toldFile>["told"],
  ) {
    const { clock, storage } = engine;
    this.#clock = clock;
    this.#logger = logger;
    this.#file = file;
    const onChange = () => this.#keepSoon();
    const filterOf = (rule: AlertRule) => ruleFilter(engine, rule);
    this.#watch = new AlertWatch({ storage, filterOf, clock, logger, tell, onChange, toldBefore });
  }

  use(rules: readonly AlertRule[]): void {
    this.#watch.use(rules);
  }

  /** Resolves once what was told is kept. */
  async close(): Promise<void> {
    this.#clock.clearTimeout(this.#timer);
    if (this.#isToKeep) this.#keep();
    this.#watch.close();
    await this.#file.settled();
  }

  #keepSoon(): void {
    if (this.#isToKeep) return;
    this.#isToKeep = true;
    this.#timer = this.#clock.setTimeout(() => this.#keep(), KEEP_EVERY_MS);
  }

  #keep(): void {
    this.#isToKeep = false;
    this.#file.write({ told: this.#watch.told() }).catch((error: unknown) => {
      this.#logger.warn("What was told could not be kept; after a restart it may be told again", { error });
    });
  }
}
