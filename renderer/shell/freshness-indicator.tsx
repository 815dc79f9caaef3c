import { Tooltip } from "@mantine/core";
import { type GlyphShape, StateGlyph } from "../components/state-glyph.tsx";
import { type Freshness, useFreshness } from "../live/freshness.ts";
import classes from "./freshness-indicator.module.css";

const looks: Readonly<Record<Freshness["state"], { shape: GlyphShape; tone: string; word: string; meaning: string }>> =
  {
    live: { shape: "disc", tone: "calm", word: "Live", meaning: "Everything shown is what the engine knows now." },
    behind: { shape: "clock", tone: "warn", word: "behind", meaning: "The engine is busy: what is shown is this old." },
    starting: { shape: "half", tone: "busy", word: "Engine starting", meaning: "The engine is opening its data." },
    stopping: {
      shape: "half",
      tone: "warn",
      word: "Engine stopping",
      meaning: "The engine is finishing what it does.",
    },
    stopped: {
      shape: "pause",
      tone: "warn",
      word: "Engine stopped",
      meaning: "What is shown is the last that was known.",
    },
    failed: {
      shape: "cross",
      tone: "alarm",
      word: "Engine failed",
      meaning: "What is shown is the last that was known.",
    },
  };

/** Whether what the window shows is true now; never silently stale. */
export function FreshnessIndicator() {
  const freshness = useFreshness();
  const { shape, tone, word, meaning } = looks[freshness.state];
  return (
    <Tooltip label={meaning}>
      <output className={classes.indicator} data-tone={tone} aria-label="Freshness">
        <StateGlyph shape={shape} />
        {freshness.state === "behind" ? `${freshness.seconds} s behind` : word}
      </output>
    </Tooltip>
  );
}
