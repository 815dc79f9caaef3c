import { array, assert, constant, integer, oneof, property } from "fast-check";
import { expect, test } from "vitest";
import { Fifo } from "./fifo.ts";

type Step = number | "shift" | "clear";

function apply(fifo: Fifo<number>, step: Step): number | undefined {
  if (step === "shift") return fifo.shift();
  if (step === "clear") fifo.clear();
  else fifo.push(step);
  return undefined;
}

function applyToModel(model: number[], step: Step): number | undefined {
  if (step === "shift") return model.shift();
  if (step === "clear") model.length = 0;
  else model.push(step);
  return undefined;
}

test("whatever is pushed and shifted, it hands out what an array would", () => {
  const step = oneof(integer({ min: 1 }), constant("shift" as const), constant("clear" as const));
  assert(
    property(array(step, { maxLength: 400, size: "max" }), (steps) => {
      const fifo = new Fifo<number>();
      const model: number[] = [];
      for (const step of steps) {
        expect(apply(fifo, step)).toBe(applyToModel(model, step));
        expect(fifo.length).toBe(model.length);
      }
    }),
  );
});

test("it grows to any size and is usable after it has emptied", () => {
  const fifo = new Fifo<number>();
  for (let i = 0; i < 20_000; i++) fifo.push(i);
  for (let i = 0; i < 20_000; i++) expect(fifo.shift()).toBe(i);
  fifo.push(7);
  expect(fifo.shift()).toBe(7);
  expect(fifo.shift()).toBeUndefined();
});
