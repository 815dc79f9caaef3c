import { expect, test } from "vitest";
import { Listeners } from "./listeners.ts";

test("each listener hears what is told, in the order in which they came, until it ends that", () => {
  const listeners = new Listeners<[what: string]>();
  const heard: string[] = [];
  const end = listeners.add((what) => heard.push(`first: ${what}`));
  listeners.add((what) => heard.push(`second: ${what}`));
  listeners.tell("a");
  end();
  listeners.tell("b");
  expect(heard).toEqual(["first: a", "second: a", "second: b"]);
});

test("one that ends itself while it is told keeps nobody else from hearing", () => {
  const listeners = new Listeners();
  const heard: string[] = [];
  const end = listeners.add(() => {
    heard.push("first");
    end();
  });
  listeners.add(() => heard.push("second"));
  listeners.tell();
  listeners.tell();
  expect(heard).toEqual(["first", "second", "second"]);
});
