import { Tooltip } from "@mantine/core";
import { type GlyphShape, StateGlyph } from "../components/state-glyph.tsx";
import { t } from "../i18n/i18n.ts";
import { type Freshness, useFreshness } from "../live/freshness.ts";
import classes from "./freshness-indicator.module.css";

const looks: Readonly<Record<Freshness["state"], { shape: GlyphShape; tone: string }>> = {
  live: { shape: "disc", tone: "calm" },
  behind: { shape: "clock", tone: "warn" },
  starting: { shape: "half", tone: "busy" },
  stopping: { shape: "half", tone: "warn" },
  stopped: { shape: "pause", tone: "warn" },
  failed: { shape: "cross", tone: "alarm" },
};

/** Whether what the window shows is true now; never silently stale. */
export function FreshnessIndicator() {
  const freshness = useFreshness();
  const { shape, tone } = looks[freshness.state];
  return (
    <Tooltip label={t(`freshness.${freshness.state}.meaning`)}>
      <output className={classes.indicator} data-tone={tone} aria-label={t("freshness.name")}>
        <StateGlyph shape={shape} />
        {freshness.state === "behind"
          ? t("freshness.seconds", { count: freshness.seconds })
          : t(`freshness.${freshness.state}.word`)}
      </output>
    </Tooltip>
  );
}
