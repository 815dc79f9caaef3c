import type { ElectronApplication } from "@playwright/test";

/** Ends the engine's thread as a crash does. It makes itself known by its next word, within a second. */
export async function killEngineThread(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => {
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    const { emit } = Worker.prototype;
    return new Promise<void>((resolve) => {
      Worker.prototype.emit = function (this: InstanceType<typeof Worker>, event: string | symbol, ...args: unknown[]) {
        Worker.prototype.emit = emit;
        void this.terminate().then(() => resolve());
        return emit.apply(this, [event, ...args]);
      };
    });
  });
}

/** Keeps back what the engine tells the windows of rows, as one that is too busy with them would, until `release`. */
export async function holdRows(app: ElectronApplication): Promise<{ release(): Promise<void> }> {
  const held = await app.evaluateHandle(({ MessageChannelMain }) => {
    const port = Object.getPrototypeOf(new MessageChannelMain().port1);
    const { postMessage } = port;
    const waiting: (() => void)[] = [];
    port.postMessage = function (this: unknown, signal: { message?: string }) {
      const send = (): void => postMessage.call(this, signal);
      if (signal.message?.startsWith('{"rows":')) waiting.push(send);
      else send();
    };
    return {
      release: () => {
        port.postMessage = postMessage;
        for (const send of waiting) send();
      },
    };
  });
  return { release: () => held.evaluate(({ release }) => release()) };
}

/** Keeps back what is asked of the engine, as if it were slow to answer, until `release`. */
export async function holdQuestions(app: ElectronApplication): Promise<{ release(): Promise<void> }> {
  const held = await app.evaluateHandle(() => {
    const { Worker } = process.getBuiltinModule("node:worker_threads");
    const { postMessage } = Worker.prototype;
    const waiting: (() => void)[] = [];
    Worker.prototype.postMessage = function (this: InstanceType<typeof Worker>, ...args) {
      waiting.push(() => postMessage.apply(this, args));
    };
    return {
      release: () => {
        Worker.prototype.postMessage = postMessage;
        for (const ask of waiting) {
          try {
            ask();
          } catch {
            // Its window no longer looks: it has closed the port that the question came with.
          }
        }
      },
    };
  });
  return { release: () => held.evaluate(({ release }) => release()) };
}
