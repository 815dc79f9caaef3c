import { expect, test } from "vitest";
import { pushed } from "./pushed.ts";

test("items come one after the other, whatever the list held", () => {
  let list: string[] = [];
  for (const item of ["a", "b", "c"]) list = pushed(list, item);
  expect(list).toEqual(["a", "b", "c"]);
});
