import { expect, test } from "vitest";
import { SessionFixture } from "../testing/session-fixture.ts";

const condition = { kind: "Device", labelSelector: "site=a", condition: "Ready", status: "NotTrue", forMs: 0 } as const;

test("a preview counts what a rule finds now, and for how many it has been so for long enough", async () => {
  const fixture = await SessionFixture.open({ reconciling: false });
  for (const [name, site] of [
    ["d1", "a"],
    ["d2", "a"],
    ["d3", "b"],
  ] as const) {
    const metadata = { name, labels: { site } };
    await fixture.call("resources.create", { kind: "Device", metadata, spec: { desired: "running" } });
  }
  expect(await fixture.call("alerts.preview", condition)).toEqual({ matching: 2, due: 2 });
  expect(await fixture.call("alerts.preview", { ...condition, forMs: 60_000 })).toEqual({ matching: 2, due: 0 });
});

test("a preview of nonsense says what is wrong with it", async () => {
  const fixture = await SessionFixture.open({ reconciling: false });
  expect(await fixture.refusal("alerts.preview", { ...condition, labelSelector: "a in" })).toMatchObject({
    code: "Invalid",
    field: "labelSelector",
  });
  expect((await fixture.refusal("alerts.preview", { ...condition, kind: "Toaster" })).message).toContain("Toaster");
});
