/**
 * The engine's pieces at work until they are killed, for the crash test. Says on standard output, line by line and at once,
 * what has been promised and what is being done:
 *
 *     resumed KIND/UID STATE ATTEMPTS NOTBEFORE    what the controller knows of from before, before it starts
 *     wrote UID GENERATION | deleted UID           the write was acknowledged
 *     asked TOKEN                                  the request for a reconcile was acknowledged
 *     heard TOKEN                                  a reconcile was given it among its reasons
 *     twice UID                                    a key was in two hands
 *     idle                                         nothing is left to do (only with `drain`)
 *
 * Usage: child.ts FILE PREFIX SEED [drain]
 */
import { writeSync } from "node:fs";
import {
  BaseReconciler,
  Controller,
  ExponentialBackoffRateLimiter,
  InMemoryEventBus,
  SqliteStorage,
  type ReconcileContext,
  type Reconciler,
  type Resource,
  type Result,
} from "../../app/index.ts";

interface MachineSpec {
  n: number;
  /** How many attempts fail after each change. */
  failures: number;
  periodic: boolean;
}

type Machine = Resource<MachineSpec, { n?: number }>;

const WRITERS = 6;
const [file = "", prefix = "", seed = "0", mode = ""] = process.argv.slice(2);
const isDraining = mode === "drain";

/** At once, whole, and in order: what was said stays said when the process is killed. */
function say(line: string): void {
  for (;;) {
    try {
      writeSync(1, `${line}\n`);
      return;
    } catch (error) {
      // The pipe is full: whoever reads it is slow.
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
    }
  }
}

/** Deterministic, so that a round can be run again. */
function randomNumbers(state: number): (below: number) => number {
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

class MachineReconciler extends BaseReconciler implements Reconciler<Machine> {
  readonly #inHand = new Set<string>();

  getResourceKind(): string {
    return "Machine";
  }

  async reconcile(ctx: ReconcileContext, machine: Machine): Promise<Result> {
    const { uid } = machine.metadata;
    if (this.#inHand.has(uid)) say(`twice ${uid}`);
    this.#inHand.add(uid);
    try {
      for (const { message } of ctx.reasons) if (message.startsWith("token-")) say(`heard ${message}`);
      // Others get their turn in the middle.
      await new Promise((resolve) => setImmediate(resolve));
      if (ctx.attempt < machine.spec.failures) throw new Error(`attempt ${ctx.attempt} of ${uid} fails`);
      machine.status.n = machine.spec.n;
      this.setCondition(machine, "Ready", "True", "Done", `n is ${machine.spec.n}`);
      await this.updateStatus(ctx, machine);
      return machine.spec.periodic && !isDraining ? { requeueAfter: 200 } : {};
    } finally {
      this.#inHand.delete(uid);
    }
  }
}

const quiet = { debug() {}, info() {}, warn() {}, error() {} };
const storage = new SqliteStorage(file, { logger: quiet, backups: { everyMs: Infinity } });
const bus = new InMemoryEventBus();
bus.start();
const controller = new Controller(bus, storage, {
  logger: quiet,
  rateLimiter: new ExponentialBackoffRateLimiter(20, 400),
});
const { client } = controller;
controller.registerReconciler(new MachineReconciler());
// What was kept is read by the time of the next turn, and nothing of it has begun.
await new Promise((resolve) => setImmediate(resolve));
for (const { resourceKind, resourceUid, state, attempts, notBefore = 0 } of controller.snapshot()) {
  say(`resumed ${resourceKind}/${resourceUid} ${state} ${attempts} ${Math.round(notBefore)}`);
}
await controller.start();

/** Makes machines, changes them, asks for reconciles of them, and takes every third away again. */
async function write(writer: number): Promise<void> {
  const random = randomNumbers(Number(seed) * WRITERS + writer + 1);
  for (let i = 0; ; i++) {
    const uid = `${prefix}-${writer}-${i}`;
    const spec = { n: 0, failures: random(4) === 0 ? 1 + random(4) : 0, periodic: random(3) === 0 };
    await client.create({ kind: "Machine", metadata: { uid }, spec, status: {} });
    say(`wrote ${uid} 1`);
    for (let change = 1; change <= random(4); change++) {
      const { metadata } = await client.patch("Machine", uid, { spec: { n: change } });
      say(`wrote ${uid} ${metadata.generation}`);
    }
    const fate = random(6);
    if (fate < 2) {
      const token = `token-${uid}`;
      const request = { resourceKind: "Machine", resourceUid: uid, reason: token };
      await (random(2) === 0 ? controller.enqueue(request) : controller.enqueueAfter(request, random(500)));
      say(`asked ${token}`);
    } else if (fate < 4) {
      await client.delete("Machine", uid);
      say(`deleted ${uid}`);
    }
  }
}

if (isDraining) {
  const check = (): void => {
    if (controller.snapshot({ limit: 1 }).length > 0) setTimeout(check, 50);
    else
      void controller
        .stop()
        .then(() => storage.close())
        .then(() => say("idle"));
  };
  check();
} else {
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
}
