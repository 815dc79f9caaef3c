import { randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import { setImmediate } from "node:timers/promises";
import fastq from "fastq";
import type { ResourceDraft } from "../../app/index.ts";

/** As far as the loop looks at a resource. Nothing checks it at run time, as nobody would who assembles this by hand. */
interface BareResource {
  kind: string;
  metadata: { uid: string; generation: number; resourceVersion: string };
  spec: { desired: string };
  status: Record<string, unknown>;
}

/**
 * The same loop, assembled by hand in an afternoon: a Map of JSON texts, an EventEmitter and fastq. It keeps what must be
 * kept: a status is written to what is there by then, so that it never undoes an edit of the spec.
 */
export class BareLoop {
  readonly #workers: number;
  readonly #batch: number;
  readonly #newResource: (n: number) => ResourceDraft;

  constructor(workers: number, batch: number, newResource: (n: number) => ResourceDraft) {
    this.#workers = workers;
    this.#batch = batch;
    this.#newResource = newResource;
  }

  /** @returns how many milliseconds it took. */
  async run(count: number): Promise<number> {
    const texts = new Map<string, string>();
    const events = new EventEmitter();
    const load = (key: string): BareResource => JSON.parse(texts.get(key) ?? "");
    const done = new EventEmitter();
    const finished = once(done, "done");
    let left = count;
    const queue = fastq.promise(async (key: string): Promise<void> => {
      const resource = load(key);
      reconcile(resource);
      await Promise.resolve();
      const current = load(key);
      current.status = resource.status;
      current.metadata.resourceVersion = String(Number(current.metadata.resourceVersion) + 1);
      texts.set(key, JSON.stringify(current));
      left--;
      if (left === 0) done.emit("done");
    }, this.#workers);
    events.on("created", ({ kind, uid }: { kind: string; uid: string }) => {
      void queue.push(`${kind}/${uid}`);
    });
    const create = async (n: number): Promise<void> => {
      const now = new Date().toISOString();
      const { kind, metadata, spec } = this.#newResource(n);
      const uid = metadata?.uid ?? randomUUID();
      const resource = {
        apiVersion: "fabrica.io/v1",
        kind,
        metadata: {
          uid,
          name: metadata?.name ?? uid,
          labels: metadata?.labels ?? {},
          annotations: {},
          finalizers: [],
          generation: 1,
          resourceVersion: "1",
          createdAt: now,
          updatedAt: now,
        },
        spec,
        status: {},
      };
      texts.set(`${kind}/${uid}`, JSON.stringify(resource));
      events.emit("created", { id: randomUUID(), time: now, type: "created", kind, uid, data: resource });
    };
    const begun = performance.now();
    for (let n = 0; n < count; n += this.#batch) {
      await Promise.all(Array.from({ length: this.#batch }, (_, i) => create(n + i)));
      await setImmediate();
    }
    await finished;
    return performance.now() - begun;
  }
}

function reconcile({ metadata: { generation }, spec, status }: BareResource): void {
  const now = new Date().toISOString();
  const condition = (type: string, value: string, reason: string, message: string): object => {
    return { type, status: value, reason, message, lastTransitionTime: now, observedGeneration: generation };
  };
  status["state"] = spec.desired;
  status["lastSeen"] = now;
  status["observedGeneration"] = generation;
  status["conditions"] = [
    condition("Ready", "True", "DeviceRunning", "The device is running, as it should be"),
    condition("Reconciled", "True", "ReconcileSucceeded", "The last reconcile succeeded"),
  ];
}
