import { expect, test } from "vitest";
import { setCondition } from "../../app/resource/condition.ts";
import { SessionFixture } from "../testing/session-fixture.ts";

const condition = { kind: "Device", query: "label.site==a", condition: "Ready", status: "NotTrue", forMs: 0 } as const;

test("a preview counts what a rule finds now", async () => {
  const fixture = await SessionFixture.open({ reconciling: false });
  for (const [name, site] of [
    ["d1", "a"],
    ["d2", "a"],
    ["d3", "b"],
  ] as const) {
    const metadata = { name, labels: { site } };
    await fixture.call("resources.create", { kind: "Device", metadata, spec: { desired: "running" } });
  }
  expect(await fixture.call("alerts.preview", condition)).toEqual({ matching: 2, isKnown: false });
  expect(await fixture.call("alerts.preview", { ...condition, status: "True" })).toMatchObject({ matching: 0 });
  expect(await fixture.call("alerts.preview", { ...condition, condition: "Powered", status: "Unknown" })).toMatchObject(
    {
      matching: 2,
    },
  );
  const [device] = await fixture.engine.storage.list("Device");
  if (device === undefined) throw new Error("There is no device");
  setCondition(device, "Ready", "True", "Started", "It runs", fixture.clock.now());
  await fixture.engine.storage.updateStatus(device);
  expect(await fixture.call("alerts.preview", condition)).toEqual({ matching: 1, isKnown: true });
});

test("a preview of nonsense says what is wrong with it", async () => {
  const fixture = await SessionFixture.open({ reconciling: false });
  expect(await fixture.refusal("alerts.preview", { ...condition, query: "a ==" })).toMatchObject({
    code: "Invalid",
    field: "query",
  });
  const aged = await fixture.refusal("alerts.preview", { ...condition, query: "age>3d" });
  expect(aged.message).toContain("how long");
  expect((await fixture.refusal("alerts.preview", { ...condition, kind: "Toaster" })).message).toContain("Toaster");
});
