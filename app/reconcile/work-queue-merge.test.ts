import { describe, expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { takeAll } from "./testing/outcomes.ts";
import { WorkQueue } from "./work-queue.ts";

interface Request {
  uid: string;
  reasons: string[];
}

function request(uid: string, ...reasons: string[]): Request {
  return { uid, reasons };
}

function newMergingQueue(): WorkQueue<Request> {
  return new WorkQueue({
    clock: new FakeClock(),
    key: ({ uid }) => uid,
    merge: (held, added) => ({ uid: held.uid, reasons: [...held.reasons, ...added.reasons] }),
  });
}

describe("with a key and a merge, an item that is added", () => {
  test("is merged into one that is ready", async () => {
    const queue = newMergingQueue();
    queue.add(request("a", "created"));
    queue.add(request("a", "updated"));
    expect(await queue.get()).toEqual(request("a", "created", "updated"));
  });

  test("is merged into one that is delayed, which is ready at once", async () => {
    const queue = newMergingQueue();
    queue.addAfter(request("a", "periodic"), 1_000);
    queue.add(request("a", "updated"));
    expect(queue.tryGet()).toEqual(request("a", "periodic", "updated"));
  });

  test("is merged into one that waits behind a worker, and not into the one that the worker has", async () => {
    const queue = newMergingQueue();
    queue.add(request("a", "first"));
    const taken = await queue.get();
    queue.add(request("a", "second"));
    queue.add(request("a", "third"));
    expect(taken).toEqual(request("a", "first"));
    queue.done(request("a"));
    expect(await queue.get()).toEqual(request("a", "second", "third"));
  });

  test("changes nothing if the merge throws", async () => {
    const queue = new WorkQueue<Request>({
      key: ({ uid }) => uid,
      merge: () => {
        throw new Error("cannot merge");
      },
    });
    queue.add(request("a", "first"));
    expect(() => queue.add(request("a", "second"), { priority: 5 })).toThrow("cannot merge");
    queue.add(request("b", "first"));
    expect(await takeAll(queue)).toEqual([request("a", "first"), request("b", "first")]);
  });

  test("without a merge, leaves the one that waits as it is", async () => {
    const queue = new WorkQueue<Request>({ key: ({ uid }) => uid });
    queue.add(request("a", "first"));
    queue.add(request("a", "second"));
    expect(await queue.get()).toEqual(request("a", "first"));
  });
});
