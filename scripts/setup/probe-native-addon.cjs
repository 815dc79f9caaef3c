// Ends with exit code 0 when better-sqlite3 works here, on the main thread and on a worker thread as the engine uses
// it. Run in a process of its own: an addon for another Node-API doesn't throw, it takes the process along.
const { isMainThread, Worker } = require("node:worker_threads");
const Database = require("better-sqlite3");

const db = new Database(":memory:");
if (db.prepare("SELECT 1 + 1").pluck().get() !== 2) process.exit(1);
db.close();
if (isMainThread) new Worker(__filename).on("error", (error) => process.exit(error ? 1 : 0));
