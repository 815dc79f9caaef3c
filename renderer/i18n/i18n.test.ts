import { afterEach, describe, expect, it } from "vitest";
import { speak, t } from "./i18n.ts";

afterEach(() => speak("en"));

describe("t", () => {
  it("speaks English until told otherwise", () => {
    expect(t("freshness.seconds", { count: 4 })).toBe("4 s behind");
  });

  it("speaks German from then on", async () => {
    await speak("de");
    expect(t("freshness.seconds", { count: 4 })).toBe("4 s zurück");
  });
});
