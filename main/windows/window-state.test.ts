import { expect, test } from "vitest";
import { fitToScreens, newWindowState, windowStates } from "./window-state.ts";

const laptop = { x: 0, y: 24, width: 1440, height: 876 };
const second = { x: 1440, y: 0, width: 2560, height: 1440 };
const state = { ...newWindowState(), position: { x: 1600, y: 100 }, width: 1800, height: 1200 };

test("a window comes back where it was", () => {
  expect(fitToScreens(state, [laptop, second])).toEqual(state);
});

test("when its screen is gone it comes back on the first one, no larger than that", () => {
  expect(fitToScreens(state, [laptop])).toEqual({ ...newWindowState(), width: 1440, height: 876 });
});

function at(x: number, y: number) {
  return fitToScreens({ ...newWindowState(), position: { x, y } }, [laptop]);
}

test("a window that is all but off its screen, or under the menu bar, is brought back", () => {
  expect(at(-1200, 100)).not.toHaveProperty("position");
  expect(at(1400, 100)).not.toHaveProperty("position");
  expect(at(100, 10)).not.toHaveProperty("position");
  expect(at(100, 890)).not.toHaveProperty("position");
  expect(at(-200, 30)).toMatchObject({ position: { x: -200, y: 30 } });
});

test("a window is never smaller than can be used", () => {
  expect(fitToScreens({ ...newWindowState(), width: 10, height: 10 }, [laptop])).toMatchObject({
    width: 960,
    height: 600,
  });
});

test("a window without a screen keeps its size", () => {
  expect(fitToScreens(state, [])).toMatchObject({ width: 1800, height: 1200 });
});

test.each([
  { windows: [{ width: 0, height: 100 }] },
  { windows: [{ width: "1e9", height: 100 }] },
  { windows: [{ width: 100, height: 100, place: "https://evil.example/" }] },
  { windows: Array.from({ length: 1000 }, () => ({ width: 100, height: 100 })) },
])("a file with nonsense is refused", (value) => {
  expect(windowStates.safeParse(value).success).toBe(false);
});
