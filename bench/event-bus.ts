import { randomUUID } from "node:crypto";
import { CloudEvent } from "cloudevents";
import EventEmitter2 from "eventemitter2";
import { InMemoryEventBus } from "../app/events/in-memory-event-bus.ts";
import { newResourceEvent } from "../app/events/new-event.ts";
import { atLeast, type BenchCase, type Measurement, type Want } from "./lib/bench-case.ts";
import { compareRates, elapsed } from "./lib/measure.ts";

/**
 * Events a second, ours against eventemitter2 with wildcards, whose `emit` calls the listeners there and then. The handlers
 * on both sides count. Ours is awaited as a program does it that publishes what a commit of `BATCH` changes caused; the lines
 * that say so await every event.
 */
const BATCH = 100;
const TYPE = "io.fabrica.device.created";
const DATA = { desired: "running" };

interface Setting {
  patterns: readonly string[];
  /** How many of them match `TYPE`. */
  matching: number;
  batch?: number;
  /** What each side publishes; by default both the same event, made beforehand. */
  ours?: () => CloudEvent<unknown>;
  theirs?: () => unknown;
  want?: Want;
}

async function compare(setting: Setting): Promise<Measurement> {
  const { patterns, matching, batch = BATCH, want } = setting;
  const event = newResourceEvent(TYPE, "Device", "dev-123", DATA);
  const { ours = () => event, theirs = () => event } = setting;
  const events = Math.round(400_000 / Math.sqrt(matching) / BATCH) * BATCH;

  let delivered = 0;
  const bus = new InMemoryEventBus();
  const emitter = new EventEmitter2({ wildcard: true, maxListeners: 0 });
  for (const pattern of patterns) {
    bus.subscribe(pattern, () => void delivered++);
    emitter.on(pattern, () => void delivered++);
  }
  bus.start();

  const checked = async (work: () => void | Promise<void>): Promise<number> => {
    delivered = 0;
    const ms = await elapsed(work);
    if (delivered !== events * matching) throw new Error(`${delivered} deliveries instead of ${events * matching}`);
    return ms;
  };
  const publishAll = async (): Promise<void> => {
    for (let i = 0; i < events; i += batch) {
      for (let j = 1; j < batch; j++) void bus.publish(ours());
      await bus.publish(ours());
    }
  };
  const emitAll = (): void => {
    for (let i = 0; i < events; i++) emitter.emit(TYPE, theirs());
  };
  const rates = await compareRates(
    events,
    () => checked(publishAll),
    () => checked(emitAll),
  );
  return { ...rates, ...(want && { want }) };
}

/** What a program publishes that knows neither our engine nor the SDK. */
function plainEvent(): unknown {
  return {
    specversion: "1.0",
    id: randomUUID(),
    time: new Date().toISOString(),
    type: TYPE,
    source: "/resources/Device/dev-123",
    datacontenttype: "application/json",
    data: DATA,
    resourcekind: "Device",
    resourceuid: "dev-123",
  };
}

function sdkEvent(): unknown {
  return new CloudEvent({
    type: TYPE,
    source: "/resources/Device/dev-123",
    data: DATA,
    resourcekind: "Device",
    resourceuid: "dev-123",
  });
}

function times(count: number, pattern: string): string[] {
  return Array.from({ length: count }, () => pattern);
}

const ONE_SEGMENT = "io.fabrica.device.*";
const MANY_SEGMENTS = "io.fabrica.**";
const created = { patterns: [ONE_SEGMENT], matching: 1, ours: () => newResourceEvent(TYPE, "Device", "dev-123", DATA) };
const otherKinds = Array.from({ length: 99 }, (_, i) => `io.fabrica.kind${i}.*`);

const settings: Record<string, Setting> = {
  ...Object.fromEntries(
    [1, 10, 100].flatMap((count) => [
      [`publish to ${count} of *`, { patterns: times(count, ONE_SEGMENT), matching: count, want: atLeast(3) }],
      [`publish to ${count} of **`, { patterns: times(count, MANY_SEGMENTS), matching: count, want: atLeast(3) }],
    ]),
  ),
  "publish, 1 pattern of 100 matches": { patterns: [...otherKinds, ONE_SEGMENT], matching: 1, want: atLeast(3) },
  "publish to 1 of *, each awaited": { patterns: [ONE_SEGMENT], matching: 1, batch: 1 },
  "publish to 100 of *, each awaited": { patterns: times(100, ONE_SEGMENT), matching: 100, batch: 1 },
  "create and publish, baseline creates a plain object": { ...created, theirs: plainEvent, want: atLeast(1.2) },
  "create and publish, baseline creates an SDK event": { ...created, theirs: sdkEvent, want: atLeast(1.2) },
};

export const cases: BenchCase[] = Object.entries(settings).map(([name, setting]) => ({
  name: `event bus: ${name} (events/s)`,
  run: () => compare(setting),
}));
