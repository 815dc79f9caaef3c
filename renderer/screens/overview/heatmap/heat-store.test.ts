import { expect, test } from "vitest";
import type { StreamMessage } from "../../../../shared/contract.ts";
import { shownOf, tellHeat } from "./heat-store.ts";

function message(whole: boolean, machines: number): StreamMessage<"heatmap"> {
  const racks = [{ name: "x1", levels: [machines, 0, 0, 0, 0] }];
  return { whole, racks, goneRacks: [], cells: [], goneCells: [], machines, sequence: machines };
}

test("what was told last stays until all of it is told anew, with the meaning that its levels have", () => {
  tellHeat("Node", "readiness", message(true, 1));
  tellHeat("Node", "lag", message(false, 2));
  expect(shownOf("Node")).toMatchObject({ mode: "readiness", sequence: 2, state: { machines: 2 } });
  tellHeat("Node", "lag", message(true, 3));
  expect(shownOf("Node")).toMatchObject({ mode: "lag", sequence: 3 });
});

test("what was told of one kind is not shown for another", () => {
  tellHeat("Node", "lag", message(true, 1));
  expect(shownOf("Device")).toBeUndefined();
  tellHeat("Device", "readiness", message(true, 5));
  expect(shownOf("Node")).toBeUndefined();
});
