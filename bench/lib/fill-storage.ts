/** `fill-storage.ts FILE COUNT WORK`: makes a database of so many devices, of which so many have work due. */
import { SqliteStorage } from "../../app/storage/sqlite/sqlite-storage.ts";
import { sampleDevice, sampleStatus } from "./sample-device.ts";

const [file = "", count = "0", work = "0"] = process.argv.slice(2);
const storage = new SqliteStorage(file, { synchronous: "NORMAL", backups: { everyMs: Infinity } });
for (let start = 0; start < Number(count); start += 500) {
  const writes = Array.from({ length: 500 }, (_, i) =>
    storage.create({ ...sampleDevice(start + i), status: sampleStatus() }, (tx, { resource }) => {
      if (start + i >= Number(work)) return;
      tx.putWork({
        resourceKind: "Device",
        resourceUid: resource.metadata.uid,
        state: "delayed",
        reasons: [{ cause: "periodic", message: "Periodic check", count: 1, firstAt: 0, lastAt: 0 }],
        attempts: 0,
        priority: 0,
        since: 0,
        notBefore: 1,
      });
    }),
  );
  await Promise.all(writes);
}
await storage.close();
