/** A writer for the crash test: writes without pause, tells what was acknowledged on standard output, and never ends. */
import { writeSync } from "node:fs";
import { newResourceEvent } from "../../../events/new-event.ts";
import type { Change, Transaction } from "../../storage.ts";
import { SqliteStorage } from "../sqlite-storage.ts";

const [file = "", prefix = ""] = process.argv.slice(2);
const storage = new SqliteStorage(file);
const logger = (tx: Transaction, { resource }: Change) => {
  const { uid } = resource.metadata;
  tx.appendEvent(newResourceEvent("io.fabrica.device.updated", resource.kind, uid, resource.metadata.resourceVersion));
  tx.putWork({
    resourceKind: resource.kind,
    resourceUid: uid,
    state: "ready",
    reasons: [{ cause: "event", message: resource.metadata.resourceVersion, count: 1, firstAt: 0, lastAt: 0 }],
    attempts: 0,
    priority: 0,
    since: 0,
  });
};

/** Creates a device and changes it, forever; standard output is written to at once, so that no acknowledgement is lost. */
async function write(name: string): Promise<void> {
  for (let i = 0; ; i++) {
    const created = await storage.create({ kind: "Device", metadata: { uid: `${name}-${i}` }, spec: { n: 0 } }, logger);
    acknowledge(created.metadata.uid, created.metadata.resourceVersion);
    const updated = await storage.update({ ...created, spec: { n: 1 } }, logger);
    acknowledge(updated.metadata.uid, updated.metadata.resourceVersion);
    if (i % 3 === 0) {
      await storage.delete("Device", updated.metadata.uid, {}, (tx, { resource }) => {
        tx.removeWork("Device", resource.metadata.uid);
      });
      acknowledge(updated.metadata.uid, "deleted");
    }
  }
}

function acknowledge(uid: string, version: string): void {
  writeSync(1, `${uid} ${version}\n`);
}

await Promise.all(Array.from({ length: 8 }, (_, i) => write(`${prefix}${i}`)));
