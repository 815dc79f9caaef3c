import { Controller, InMemoryEventBus, SqliteStorage, newUid } from "../../index.ts";

/**
 * The program that `crash.test.ts` kills: it writes as fast as it can, and says what it was told is durable, a line each, on
 * standard output. `ack` names a resource and the last generation that was acknowledged, `later` one that was asked to be
 * reconciled in an hour.
 */
const silent = { debug() {}, info() {}, warn() {}, error() {} };
const [file = ""] = process.argv.slice(2);
const bus = new InMemoryEventBus();
bus.start();
const storage = new SqliteStorage(file, { logger: silent });
const controller = new Controller(bus, storage, { logger: silent });
controller.registerReconciler({
  getResourceKind: () => "Device",
  async reconcile(_ctx, { metadata }) {
    if (metadata.labels["fate"] === "broken") throw new Error("always fails");
  },
});
await controller.start();
process.stdout.write("ready\n");

async function write(writer: number): Promise<void> {
  const { client } = controller;
  for (let n = 0; ; n++) {
    const uid = newUid();
    const fate = (n + writer) % 3 === 0 ? "broken" : "fine";
    await client.create({ kind: "Device", metadata: { uid, labels: { fate } }, spec: { desired: "running" } });
    process.stdout.write(`ack ${uid} 1\n`);
    await client.patch("Device", uid, { spec: { config: `${writer}/${n}` } });
    process.stdout.write(`ack ${uid} 2\n`);
    if (n % 5 !== 0) continue;
    // Of one that nothing else makes wait: what is ready already would be done now, for this reason too.
    const calm = newUid();
    await storage.create({ kind: "Device", metadata: { uid: calm }, spec: {}, status: { observedGeneration: 1 } });
    await controller.enqueueAfter({ resourceKind: "Device", resourceUid: calm, reason: "look again" }, 3_600_000);
    process.stdout.write(`later ${calm}\n`);
  }
}

await Promise.all(Array.from({ length: 8 }, (_, writer) => write(writer)));
