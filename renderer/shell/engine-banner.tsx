import { Button, Group } from "@mantine/core";
import { useStore } from "zustand";
import type { StreamMessage } from "../../shared/contract.ts";
import { notifyFailure } from "../components/notify.tsx";
import { durationText } from "../components/relative-time.ts";
import { type GlyphShape, StateGlyph } from "../components/state-glyph.tsx";
import { t } from "../i18n/i18n.ts";
import { useTimeText } from "../live/clock.ts";
import { type Freshness, useFreshness } from "../live/freshness.ts";
import { engineStore, summaryStore } from "../live/stores.ts";
import { useCommand } from "../live/use-call.ts";
import classes from "./engine-banner.module.css";

type Remedy = StreamMessage<"engine">["remedies"][number];
type Trouble = "failed" | "stopped" | "starting" | "stopping" | "busy";

const looks: Readonly<Record<Trouble, { shape: GlyphShape; tone: "alarm" | "warn" }>> = {
  failed: { shape: "cross", tone: "alarm" },
  stopped: { shape: "pause", tone: "alarm" },
  starting: { shape: "half", tone: "warn" },
  stopping: { shape: "half", tone: "warn" },
  busy: { shape: "clock", tone: "warn" },
};

const remedyWords = {
  "engine.restart": "engine.remedies.restart",
  "engine.restoreBackup": "engine.remedies.restoreBackup",
  "app.openDataFolder": "engine.remedies.openDataFolder",
} as const satisfies Record<Remedy, string>;

/** A lag that the top bar alone tells of, s. */
const quietLag = 5;
/** After so long without a word, s, an engine may never come back by itself. */
const longLag = 20;

/** Says in place that the engine is not there, why, and what to do; what is shown below is the last that was known. */
export function EngineBanner() {
  const freshness = useFreshness();
  const isAnythingKnown = useStore(summaryStore, ({ message }) => message !== undefined);
  const trouble = troubleOf(freshness, isAnythingKnown);
  if (trouble === undefined) return null;
  const { shape, tone } = looks[trouble];
  return (
    <div className={classes.banner} data-tone={tone} role={tone === "alarm" ? "alert" : "status"}>
      <StateGlyph shape={shape} size={14} />
      <p className={classes.text}>
        <strong>{t(`engine.${trouble}`)}</strong> {"problem" in freshness && freshness.problem}
        {isAnythingKnown && ` ${t("engine.lastKnown")}`} <Passing freshness={freshness} />
      </p>
      <Remedies freshness={freshness} />
    </div>
  );
}

function troubleOf(freshness: Freshness, isAnythingKnown: boolean): Trouble | undefined {
  if (freshness.state === "live") return undefined;
  if (freshness.state === "behind") return freshness.seconds >= quietLag ? "busy" : undefined;
  // Until anything is known, the screens themselves say that the engine is on its way.
  return freshness.state === "starting" && !isAnythingKnown ? undefined : freshness.state;
}

/** What changes every second; a screen reader is not told each time. */
function Passing({ freshness }: { freshness: Freshness }) {
  const restartsAt = useStore(engineStore, ({ message }) => message?.restartsAt);
  const restart = useTimeText((now) => {
    if (restartsAt === undefined) return "";
    const left = Math.ceil((restartsAt - now) / 1_000) * 1_000;
    return left > 0 ? t("engine.restartsIn", { length: durationText(left) }) : t("engine.restartsNow");
  });
  const age = freshness.state === "behind" ? t("engine.age", { length: durationText(freshness.seconds * 1_000) }) : "";
  return <span aria-live="off">{restart || age}</span>;
}

function Remedies({ freshness }: { freshness: Freshness }) {
  const remedies = useStore(engineStore, ({ message }) => message?.remedies) ?? [];
  const isStartingItself = useStore(engineStore, ({ message }) => message?.restartsAt !== undefined);
  const isLost = freshness.state === "behind" && freshness.seconds >= longLag;
  const offered: readonly Remedy[] = isLost ? ["engine.restart"] : remedies;
  return (
    <Group gap="sm" wrap="nowrap">
      {offered.map((remedy, index) => (
        <RemedyButton key={remedy} remedy={remedy} first={index === 0} isStartingItself={isStartingItself} />
      ))}
    </Group>
  );
}

interface RemedyButtonProps {
  remedy: Remedy;
  first: boolean;
  isStartingItself: boolean;
}

function RemedyButton({ remedy, first, isStartingItself }: RemedyButtonProps) {
  const command = useCommand(remedy);
  const label = t(isStartingItself && remedy === "engine.restart" ? "engine.remedies.startNow" : remedyWords[remedy]);
  return (
    <Button
      size="compact-sm"
      variant={first ? "filled" : "default"}
      loading={command.isPending}
      onClick={() =>
        command.mutate({}, { onError: (error) => notifyFailure(t("engine.remedyFailed", { remedy: label }), error) })
      }
    >
      {label}
    </Button>
  );
}
