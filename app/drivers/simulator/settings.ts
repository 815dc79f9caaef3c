import { z } from "zod";

const milliseconds = (value: number, title: string, description: string) =>
  z
    .number()
    .int()
    .min(0)
    .max(86_400_000)
    .default(value)
    .meta({ title: `${title} (ms)`, description });
const rate = (title: string, description: string) => z.number().min(0).max(1).default(0).meta({ title, description });

/** How a simulated machine behaves. */
export const simulatorSettings = z
  .strictObject({
    latencyMs: milliseconds(20, "Latency", "How long it takes to answer: from half to one and a half times this."),
    bootMs: milliseconds(4_000, "Boot time", "How long it takes to come up: from three to five quarters of this."),
    shutdownMs: milliseconds(
      2_000,
      "Shutdown time",
      "How long it takes to go down: from three to five quarters of this.",
    ),
    failureRate: rate(
      "Failure rate",
      "The share of its answers, 0 to 1, that are an error which may be gone when asked again.",
    ),
    hangRate: rate("Hang rate", "The share of the questions, 0 to 1, that it never answers."),
    bootHangRate: rate("Stuck boots", "The share of its boots, 0 to 1, that never end unless it is power-cycled."),
    driftMeanMs: milliseconds(
      0,
      "Drift",
      "Changes its power by itself this long, on average, after it settled; 0: never.",
    ),
    diesAfterOperations: z.number().int().min(0).optional().meta({
      title: "Dies after (operations)",
      description: "After so many questions and commands it answers no more; left out, it lives on.",
    }),
    seed: z.number().int().default(0).meta({
      title: "Seed",
      description: "With the same seed the same machine does the same again.",
    }),
  })
  .meta({ title: "Simulated machine" });

export type SimulatorSettings = z.output<typeof simulatorSettings>;
