import { describe, expect, it } from "vitest";
import { messageOf } from "./errors.ts";

describe("messageOf", () => {
  it.each([
    ["an Error", new Error("the disk is full"), "the disk is full"],
    ["a text", "the disk is full", "the disk is full"],
    ["nothing", undefined, "undefined"],
    ["an Error whose message is no text", Object.assign(new Error(), { message: 7 }), "7"],
  ])("says what %s says", (_what, thrown, words) => {
    expect(messageOf(thrown)).toBe(words);
  });

  it.each([
    ["has no text", Object.create(null)],
    [
      "throws when it is looked at",
      Object.defineProperty(new Error(), "message", {
        get: () => {
          throw new Error("no");
        },
      }),
    ],
  ])("does not throw for what %s", (_what, thrown) => {
    expect(messageOf(thrown)).toBe("what was thrown cannot be put into words");
  });
});
