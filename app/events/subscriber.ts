import type { CloudEvent } from "cloudevents";
import { messageOf } from "../errors.ts";
import { isThenable } from "../is-thenable.ts";
import type { Delivery } from "./delivery.ts";
import type { EventHandler, SubscribeOptions } from "./event-bus.ts";
import { Fifo } from "../fifo.ts";
import type { Watched } from "./handler-watchdog.ts";
import { compilePattern, type Matcher } from "./pattern.ts";
import type { WaitingPublisher } from "./waiting-publisher.ts";

/** The events of one resource on their way to one subscriber, from when its handler is first pending until none is left. */
class Lane {
  readonly key: string;
  readonly waiting = new Fifo<CloudEvent<unknown>>();

  constructor(key: string) {
    this.key = key;
  }
}

/** A handler whose promise has not settled, and the lane that it holds up. */
interface Run extends Watched {
  readonly event: CloudEvent<unknown>;
  readonly lane: Lane;
  over: boolean;
}

/**
 * One subscription, with the order and the isolation that it is promised.
 *
 * A handler that returns no promise is done when it returns; where all do, nothing is ever queued here. A promise opens a
 * lane for the event's resource: until it settles the resource's next events wait in there, while events of other resources go
 * on, up to `workers` at once. Beyond that they wait for a free place, and the resources take turns.
 */
export class Subscriber {
  readonly matches: Matcher;
  readonly ignoresPlannedBy: string | undefined;
  readonly #pattern: string;
  readonly #delivery: Delivery;
  #handler: EventHandler;
  /** By resource; a lane is here as long as an event of it is running or waiting. */
  readonly #lanes = new Map<string, Lane>();
  /** The lanes that have an event waiting and none running. */
  readonly #ready = new Fifo<Lane>();
  readonly #publishers = new Fifo<WaitingPublisher>();
  /** Handlers. While there are none there are no lanes either. */
  #running = 0;
  #waiting = 0;

  /** @throws {EngineError} `Invalid` for a malformed pattern. */
  constructor(pattern: string, handler: EventHandler, delivery: Delivery, options: SubscribeOptions) {
    this.matches = compilePattern(pattern);
    this.ignoresPlannedBy = options.ignoresPlannedBy;
    this.#pattern = pattern;
    this.#handler = handler;
    this.#delivery = delivery;
  }

  deliver(event: CloudEvent<unknown>): void {
    if (this.#running > 0) this.#deliverByLane(event);
    else this.#start(event);
  }

  /** Makes the publisher wait if more events wait here than may. */
  holdBack(publisher: WaitingPublisher): void {
    if (this.#waiting <= this.#delivery.bufferSize) return;
    publisher.hold();
    this.#publishers.push(publisher);
  }

  /** Forgets what waits; the handlers that are running end by themselves. */
  end(): void {
    this.#handler = () => {};
    this.#delivery.waiting -= this.#waiting;
    this.#delivery.handedOut -= this.#waiting;
    this.#waiting = 0;
    for (const lane of this.#lanes.values()) lane.waiting.clear();
    for (let lane = this.#ready.shift(); lane !== undefined; lane = this.#ready.shift()) this.#lanes.delete(lane.key);
    this.#releasePublishers();
  }

  #deliverByLane(event: CloudEvent<unknown>): void {
    const key = resourceOf(event);
    const lane = this.#lanes.get(key);
    if (lane !== undefined) this.#wait(event, lane);
    else if (this.#running < this.#delivery.workers) this.#start(event);
    else {
      const opened = this.#open(key);
      this.#wait(event, opened);
      this.#ready.push(opened);
    }
  }

  #wait(event: CloudEvent<unknown>, lane: Lane): void {
    lane.waiting.push(event);
    this.#waiting++;
    this.#delivery.waiting++;
  }

  #open(key: string): Lane {
    const lane = new Lane(key);
    this.#lanes.set(key, lane);
    return lane;
  }

  /** Calls the handler. @returns whether it is still at it, and so holds up the lane. */
  #start(event: CloudEvent<unknown>, lane?: Lane): boolean {
    try {
      const handler = this.#handler;
      const result: unknown = handler(event);
      if (isThenable(result)) {
        void this.#follow(result, event, lane ?? this.#open(resourceOf(event)));
        return true;
      }
    } catch (error) {
      this.#fail(event, error);
    }
    return false;
  }

  /** Sees a pending handler to its end, or to the end of its time, whichever comes first. */
  async #follow(result: PromiseLike<unknown>, event: CloudEvent<unknown>, lane: Lane): Promise<void> {
    const run: Run = { event, lane, over: false, deadline: 0, expire: () => this.#expire(run) };
    this.#running++;
    this.#delivery.running++;
    this.#delivery.watchdog.watch(run);
    try {
      await result;
    } catch (error) {
      if (!run.over) this.#fail(event, error);
    }
    if (!run.over) this.#finish(run);
  }

  #fail(event: CloudEvent<unknown>, error: unknown): void {
    this.#delivery.failed++;
    const reason = messageOf(error);
    this.#log(event, `failed: ${reason}`, { error });
  }

  #expire(run: Run): void {
    this.#delivery.timedOut++;
    this.#log(
      run.event,
      `did not finish within ${this.#delivery.handlerTimeoutMs / 1000} s and is not waited for any more`,
    );
    this.#finish(run);
  }

  #log(event: CloudEvent<unknown>, what: string, fields: Record<string, unknown> = {}): void {
    this.#delivery.logger.error(`The subscriber to ${this.#pattern} ${what} (event ${event.type}, id ${event.id})`, {
      pattern: this.#pattern,
      eventType: event.type,
      eventId: event.id,
      ...fields,
    });
  }

  #finish(run: Run): void {
    run.over = true;
    this.#delivery.watchdog.unwatch(run);
    this.#running--;
    this.#delivery.running--;
    this.#passOn(run.lane);
    this.#fillPlaces();
    this.#delivery.onProgress();
  }

  /** What comes after an event of the lane is done. */
  #passOn(lane: Lane): void {
    if (lane.waiting.length > 0) this.#ready.push(lane);
    else this.#lanes.delete(lane.key);
  }

  #fillPlaces(): void {
    this.#delivery.inHandler = true;
    try {
      this.#startWhatFits();
    } finally {
      this.#delivery.inHandler = false;
    }
    this.#releasePublishers();
  }

  #startWhatFits(): void {
    while (this.#running < this.#delivery.workers) {
      const lane = this.#ready.shift();
      const event = lane?.waiting.shift();
      if (lane === undefined || event === undefined) return;
      this.#waiting--;
      this.#delivery.waiting--;
      if (!this.#start(event, lane)) this.#passOn(lane);
    }
  }

  /** First come, first served: as many still wait as there are events too many. */
  #releasePublishers(): void {
    const tooMany = Math.max(0, this.#waiting - this.#delivery.bufferSize);
    while (this.#publishers.length > tooMany) this.#publishers.shift()?.release();
  }
}

/** What must stay in order: the events of one resource, or of one source where no resource is named. */
function resourceOf(event: CloudEvent<unknown>): string {
  const { resourcekind: kind, resourceuid: uid } = event;
  return typeof uid === "string" && typeof kind === "string" ? `${kind}/${uid}` : event.source;
}
