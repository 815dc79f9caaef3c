import { setImmediate } from "node:timers";
import type { CloudEvent } from "cloudevents";
import { checkCount, checkPositive } from "../check-number.ts";
import type { Clock } from "../clock.ts";
import { newDefaultLogger } from "../default-logger.ts";
import { EngineError } from "../errors.ts";
import { guardedLogger } from "../guarded-logger.ts";
import type { Logger } from "../logger.ts";
import { quote } from "../quote.ts";
import { systemClock } from "../system-clock.ts";
import type { Delivery } from "./delivery.ts";
import type { EventBus, EventHandler, SubscribeOptions, SubscriptionId } from "./event-bus.ts";
import { validateEventType } from "./event-type.ts";
import { Fifo } from "../fifo.ts";
import { DONE } from "../known-promise.ts";
import { HandlerWatchdog } from "./handler-watchdog.ts";
import { Subscriber } from "./subscriber.ts";
import { toCloudEvent } from "./to-cloud-event.ts";
import { WaitingPublisher } from "./waiting-publisher.ts";

export interface EventBusOptions {
  clock?: Clock;
  logger?: Logger;
  /** How long a handler's promise may take before the bus goes on without it; 30 s by default. */
  handlerTimeoutMs?: number;
}

/** Counters since the bus was made, and what it holds now; read them when you need them. */
export interface EventBusStats {
  /** Events that were published, those whose publisher still waits included. */
  published: number;
  /** Handler calls that ended well. */
  delivered: number;
  /** Handler calls that threw or rejected. */
  failed: number;
  /** Handler calls that were no longer waited for. */
  timedOut: number;
  /** Deliveries that wait for their handler to be called, events not yet handed to subscribers included. */
  waiting: number;
  /** Handlers whose promise has not settled. */
  running: number;
}

/** An event on its way, and those who had subscribed to it when it was published. */
interface Published {
  readonly event: CloudEvent<unknown>;
  readonly subscribers: readonly Subscriber[];
  readonly publisher: WaitingPublisher | undefined;
}

/** After so many events at a stretch, timers and I/O get their turn. */
const EVENTS_PER_STRETCH = 1024;
const MAX_ROUTES = 4096;

/**
 * Carries events within the process.
 *
 * * Handlers are called in a microtask after `publish`, never within it. An event reaches those who had subscribed when it
 *   was published.
 * * Each subscriber gets the events of one resource in the order of their publication, the next only when its handler is done
 *   with the one before. `workers` is how many resources one subscriber may be at work on at once.
 * * A handler that throws or rejects is logged and counted. One that has not settled after `handlerTimeoutMs` is too, and is no
 *   longer waited for. Neither concerns other subscribers.
 * * At most `bufferSize` events wait for one subscriber. What is published beyond that keeps its place in the order, but
 *   `publish` resolves only when there is room for it: first come, first served. Before `start` events wait likewise.
 *   A publish that a handler makes before its first `await` never waits, for the room might be that which the handler itself
 *   has to make; one after that may, until the handler's time is up.
 * * `close` delivers all that was published before it, those whose publishers wait included.
 */
export class InMemoryEventBus implements EventBus {
  readonly #delivery: Delivery;
  readonly #subscribers = new Map<SubscriptionId, Subscriber>();
  /** The subscribers of each event type that was seen since they last changed. */
  readonly #routes = new Map<string, readonly Subscriber[]>();
  readonly #published = new Fifo<Published>();
  #publishedCount = 0;
  #lastId = 0;
  #started = false;
  #scheduled = false;
  #closed: Promise<void> | undefined;
  #resolveClosed: (() => void) | undefined;

  /** @throws {EngineError} `Invalid` for a size or a number of workers that is no whole one above 0, or a time-out that is not positive. */
  constructor(bufferSize = 1000, workers = 10, options: EventBusOptions = {}) {
    const { clock = systemClock, logger = newDefaultLogger(), handlerTimeoutMs = 30_000 } = options;
    checkCount("bufferSize", bufferSize);
    checkCount("workers", workers);
    checkPositive("handlerTimeoutMs", handlerTimeoutMs);
    this.#delivery = {
      bufferSize,
      workers,
      handlerTimeoutMs,
      logger: guardedLogger(logger),
      watchdog: new HandlerWatchdog(clock, handlerTimeoutMs),
      inHandler: false,
      handedOut: 0,
      waiting: 0,
      running: 0,
      failed: 0,
      timedOut: 0,
      onProgress: () => this.#checkClosed(),
    };
  }

  start(): void {
    if (this.#closed !== undefined) throw closed("start it");
    this.#started = true;
    this.#schedule();
  }

  publish(event: CloudEvent<unknown>): Promise<void> {
    if (this.#closed !== undefined) return Promise.reject(closed("publish"));
    try {
      return this.#accept(toCloudEvent(event));
    } catch (error) {
      return Promise.reject(error);
    }
  }

  subscribe(pattern: string, handler: EventHandler, options: SubscribeOptions = {}): SubscriptionId {
    if (this.#closed !== undefined) throw closed("subscribe");
    if (typeof handler !== "function") {
      throw new EngineError(
        "Invalid",
        `The handler for ${quote(pattern)} is ${quote(handler)}; it must be a function`,
        {
          field: "handler",
        },
      );
    }
    this.#lastId++;
    this.#subscribers.set(this.#lastId, new Subscriber(pattern, handler, this.#delivery, options));
    this.#routes.clear();
    return this.#lastId;
  }

  unsubscribe(id: SubscriptionId): void {
    const subscriber = this.#subscribers.get(id);
    if (subscriber === undefined) return;
    this.#subscribers.delete(id);
    this.#routes.clear();
    subscriber.end();
  }

  close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      this.#started = true;
      this.#resolveClosed = resolve;
      this.#schedule();
    });
    return this.#closed;
  }

  isUnheard(eventType: string, plannedBy: string | undefined): boolean {
    // Who has put something in the place of `publish` hears everything.
    if (this.#closed !== undefined || this.publish !== InMemoryEventBus.prototype.publish) return false;
    const subscribers = this.#routes.get(eventType) ?? this.#findRoute(eventType);
    for (const { ignoresPlannedBy } of subscribers) {
      if (ignoresPlannedBy === undefined || ignoresPlannedBy !== plannedBy) return false;
    }
    return true;
  }

  stats(): EventBusStats {
    const { handedOut, failed, timedOut, waiting, running } = this.#delivery;
    return {
      published: this.#publishedCount,
      delivered: handedOut - waiting - running - failed - timedOut,
      failed,
      timedOut,
      waiting: waiting + this.#published.length,
      running,
    };
  }

  #accept(event: CloudEvent<unknown>): Promise<void> {
    const subscribers = this.#routes.get(event.type) ?? this.#findRoute(event.type);
    // Generous in the subscribers' favour: all that waits for any of them is counted as if it waited for one.
    const hasRoom = this.#published.length + this.#delivery.waiting < this.#delivery.bufferSize;
    const publisher = hasRoom || this.#delivery.inHandler ? undefined : new WaitingPublisher();
    this.#published.push({ event, subscribers, publisher });
    this.#publishedCount++;
    if (!this.#scheduled) this.#schedule();
    return publisher === undefined ? DONE : publisher.accepted;
  }

  #findRoute(eventType: string): readonly Subscriber[] {
    validateEventType(eventType);
    const segments = eventType.split(".");
    const route = [...this.#subscribers.values()].filter((subscriber) => subscriber.matches(segments));
    if (this.#routes.size === MAX_ROUTES) this.#routes.clear();
    this.#routes.set(eventType, route);
    return route;
  }

  #schedule(): void {
    if (!this.#started || this.#scheduled) return;
    this.#scheduled = true;
    void DONE.then(this.#deliver);
  }

  readonly #deliver = (): void => {
    this.#delivery.inHandler = true;
    try {
      this.#deliverStretch();
    } finally {
      this.#delivery.inHandler = false;
      this.#goOn();
    }
  };

  #deliverStretch(): void {
    const delivery = this.#delivery;
    let left = EVENTS_PER_STRETCH;
    for (let next = this.#published.shift(); next !== undefined; next = this.#published.shift()) {
      const { event, subscribers, publisher } = next;
      delivery.handedOut += subscribers.length;
      for (let i = 0; i < subscribers.length; i++) subscribers[i]?.deliver(event);
      if (publisher !== undefined) admit(publisher, subscribers);
      left--;
      if (left === 0) break;
    }
  }

  #goOn(): void {
    if (this.#published.length > 0) {
      setImmediate(this.#deliver);
      return;
    }
    this.#scheduled = false;
    this.#checkClosed();
  }

  #checkClosed(): void {
    if (this.#resolveClosed === undefined) return;
    if (this.#published.length > 0 || this.#delivery.running > 0) return;
    this.#resolveClosed();
  }
}

function admit(publisher: WaitingPublisher, subscribers: readonly Subscriber[]): void {
  for (const subscriber of subscribers) subscriber.holdBack(publisher);
  publisher.release();
}

function closed(what: string): EngineError {
  return new EngineError("Closed", `The event bus is closed; it is too late to ${what}`);
}
