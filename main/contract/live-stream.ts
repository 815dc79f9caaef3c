import type { Clock, TimerHandle } from "../../app/clock.ts";
import type { CallError } from "../../shared/contract.ts";
import type { StreamPort } from "./stream-port.ts";

/** What a stream shows. */
export interface StreamSource {
  /** The newest state to show; undefined when there is nothing new to say. An error ends the stream. */
  next(): unknown;
  close(): void;
  /** The source is not looked at again sooner than after this many ms; 50 by default. */
  intervalMs?: number;
}

/** A lone change is gathered with what follows it within a frame. */
const GATHER_MS = 16;
/** A view that changes all the time is looked at this often, so that 100 ms after a change it is on screen. */
const INTERVAL_MS = 50;
/** And a view takes no more than a tenth of the thread's time, as long as a look takes less than 100 ms. */
const COST_FACTOR = 10;
/** No view is looked at less often, also when a look was very slow or the system's clock jumped. */
const MAX_INTERVAL_MS = 1_000;

/**
 * Sends a source's states to a window at a pace that both sides keep up with: at most one message is on its way until the
 * window has painted it, and what changes meanwhile is looked at once, afterwards. Nothing is ever queued.
 */
export class LiveStream {
  readonly #port: StreamPort;
  readonly #clock: Clock;
  readonly #source: StreamSource;
  readonly #toError: (error: unknown) => CallError;
  #timer: TimerHandle;
  #scheduled = false;
  #looking = false;
  #awaitingPaint = false;
  #changed = true;
  #closed = false;
  #notBefore = 0;

  /** @param open gets the function to call after each change of what the source shows: cheap, call it as often as you like. */
  constructor(
    port: StreamPort,
    clock: Clock,
    open: (changed: () => void) => StreamSource,
    toError: (error: unknown) => CallError,
  ) {
    this.#port = port;
    this.#clock = clock;
    this.#toError = toError;
    this.#source = open(() => {
      this.#changed = true;
      this.#schedule(GATHER_MS);
    });
    port.receive(
      () => {
        this.#awaitingPaint = false;
        this.#schedule(0);
      },
      () => this.#close(),
    );
    this.#schedule(0);
  }

  #schedule(delayMs: number): void {
    if (!this.#changed || this.#scheduled || this.#looking || this.#awaitingPaint || this.#closed) return;
    this.#scheduled = true;
    const delay = Math.min(Math.max(delayMs, this.#notBefore - this.#clock.now()), MAX_INTERVAL_MS);
    this.#timer = this.#clock.setTimeout(() => {
      this.#scheduled = false;
      void this.#look();
    }, delay);
  }

  async #look(): Promise<void> {
    this.#changed = false;
    this.#looking = true;
    const startedAt = this.#clock.now();
    try {
      const message = await this.#source.next();
      if (this.#closed) return;
      const cost = this.#clock.now() - startedAt;
      this.#notBefore = startedAt + Math.max(this.#source.intervalMs ?? INTERVAL_MS, cost * COST_FACTOR);
      if (message !== undefined) {
        this.#awaitingPaint = true;
        this.#port.send({ message: JSON.stringify(message) });
      }
    } catch (error) {
      this.#end(error);
    } finally {
      this.#looking = false;
      this.#schedule(GATHER_MS);
    }
  }

  #end(error: unknown): void {
    if (this.#closed) return;
    this.#port.send({ end: JSON.stringify(this.#toError(error)) });
    this.#close();
    this.#port.close();
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#clock.clearTimeout(this.#timer);
    this.#source.close();
  }
}
