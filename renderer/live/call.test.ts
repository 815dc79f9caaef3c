import { describe, expect, it, vi } from "vitest";
import { FakeBridge } from "./testing/fake-bridge.ts";

// The module holds on to the window's bridge when it is loaded; the tests hand in their own.
vi.mock("./bridge.ts", () => ({ bridge: undefined }));
const { call } = await import("./call.ts");

function answering(answer: FakeBridge["answer"]): FakeBridge {
  const bridge = new FakeBridge();
  bridge.answer = answer;
  return bridge;
}

describe("call", () => {
  it("resolves with the reply", async () => {
    const bridge = answering((name, request) => ({
      ok: true,
      value: { created: name === "demo.create" && request ? 3 : 0 },
    }));
    expect(await call("demo.create", { nodes: 2 }, bridge)).toEqual({ created: 3 });
  });

  it("rejects with the engine's reason: code, field and words", async () => {
    const bridge = answering(() => ({
      ok: false,
      error: { code: "Invalid", message: "nodes: too many", field: "nodes" },
    }));
    await expect(call("demo.create", {}, bridge)).rejects.toMatchObject({
      name: "CallFailure",
      code: "Invalid",
      message: "nodes: too many",
      field: "nodes",
    });
  });

  it("rejects a reply that does not fit the contract, and says which", async () => {
    const bridge = answering(() => ({ ok: true, value: { created: "three" } }));
    await expect(call("demo.create", {}, bridge)).rejects.toThrow(/demo\.create does not fit the contract/);
  });
});
