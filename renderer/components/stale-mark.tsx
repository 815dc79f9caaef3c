import { VisuallyHidden } from "@mantine/core";
import { t } from "../i18n/i18n.ts";
import { type Painted, useEngineIsRunning, useStaleText } from "../live/freshness.ts";
import { durationText, shortAbsoluteTimeText } from "./relative-time.ts";
import { StateGlyph } from "./state-glyph.tsx";
import classes from "./stale-mark.module.css";

interface StaleMarkProps {
  painted: Painted;
  /** `corner`: over the lower end of a view whose head has no room to spare. */
  place?: "line" | "corner";
}

/** Says in a view that what it shows is not what is, and as of when it is; nothing while all is well. */
export function StaleMark({ painted, place = "line" }: StaleMarkProps) {
  const isRunning = useEngineIsRunning();
  const text = useStaleText(painted, ({ since, now }) => {
    const time = shortAbsoluteTimeText(since, now);
    return isRunning
      ? t("freshness.behindSince", { time, length: durationText(now - since) })
      : t("freshness.lastKnown", { time });
  });
  return (
    // That the engine is gone the banner says, once for all views.
    <output className={classes.mark} data-place={place} aria-live={isRunning ? "polite" : "off"}>
      {text !== "" && (
        <span className={classes.words}>
          <StateGlyph shape={isRunning ? "clock" : "pause"} size={12} />
          <VisuallyHidden>{t("freshness.notLive")} </VisuallyHidden>
          {/* It is told that there is a lag, not each second of it. */}
          <span aria-live="off">{text}</span>
        </span>
      )}
    </output>
  );
}
