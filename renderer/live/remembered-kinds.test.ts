import { expect, test } from "vitest";
import { rememberedKinds, rememberKinds } from "./remembered-kinds.ts";

const device = { kind: "Device", plural: "Devices", description: "", specSchema: {}, specTemplate: {}, columns: [] };

function storage() {
  const items = new Map<string, string>();
  return {
    getItem: (name: string) => items.get(name) ?? null,
    setItem: (name: string, text: string) => void items.set(name, text),
    items,
  };
}

test("what the engine told once is there at the next start", () => {
  const kept = storage();
  expect(rememberedKinds(kept)).toBeUndefined();
  rememberKinds([device], kept);
  expect(rememberedKinds(kept)).toEqual([device]);
});

test.each(["", "{", "[{}]", '{"kind":"Device"}'])("what another version wrote, as %j, is taken for nothing", (text) => {
  const kept = storage();
  rememberKinds([device], kept);
  for (const name of kept.items.keys()) kept.setItem(name, text);
  expect(rememberedKinds(kept)).toBeUndefined();
});

test("a storage without room is no failure", () => {
  const full = {
    setItem() {
      throw new DOMException("full", "QuotaExceededError");
    },
  };
  expect(() => rememberKinds([device], full)).not.toThrow();
});
