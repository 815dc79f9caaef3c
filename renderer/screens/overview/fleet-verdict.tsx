import { useStore } from "zustand";
import { useShallow } from "zustand/react/shallow";
import { StaleMark } from "../../components/stale-mark.tsx";
import { StateGlyph } from "../../components/state-glyph.tsx";
import { engineStore, paintedSummary, summaryStore } from "../../live/stores.ts";
import { fleetVerdict } from "./verdict.ts";
import classes from "./overview-screen.module.css";

/** The answer to the first question, in one sentence. */
export function FleetVerdict() {
  const pauses = useStore(engineStore, ({ message }) => message?.paused);
  const { shape, tone, text, detail } = useStore(
    summaryStore,
    useShallow(({ message }) => fleetVerdict(message?.kinds ?? [], pauses, message?.counts.paused)),
  );
  return (
    <header className={classes.verdict} data-tone={tone}>
      <StateGlyph shape={shape} size={20} />
      <h1 className={classes.sentence}>{text}</h1>
      <p className={classes.detail}>{detail}</p>
      <StaleMark painted={paintedSummary} />
    </header>
  );
}
