import type { ReactNode } from "react";
import { StateGlyph } from "./state-glyph.tsx";
import type { StateLook } from "./row-state.ts";
import classes from "./state.module.css";

/** A state: its shape, its word, its tone; `children` say it in other words than the look's own. */
export function State({ look: { shape, tone, word }, children }: { look: StateLook; children?: ReactNode }) {
  return (
    <span className={classes.state} data-tone={tone}>
      <StateGlyph shape={shape} />
      <span className={classes.word}>{children ?? word}</span>
    </span>
  );
}
