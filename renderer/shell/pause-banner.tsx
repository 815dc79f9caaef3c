import { Button } from "@mantine/core";
import { useStore } from "zustand";
import type { Pause } from "../../shared/model.ts";
import { notifyFailure } from "../components/notify.tsx";
import { StateGlyph } from "../components/state-glyph.tsx";
import { Elapsed } from "../components/time.tsx";
import { t } from "../i18n/i18n.ts";
import { engineStore } from "../live/stores.ts";
import { useCommand } from "../live/use-call.ts";
import classes from "./engine-banner.module.css";
import { inSentence } from "./in-sentence.ts";
import { useRoute } from "./navigation.ts";
import type { Route } from "./route.ts";

/** Says, wherever one works, that nothing is done about it, why, and since when; the queue and a resource's page say it themselves. */
export function PauseBanner() {
  const route = useRoute();
  const pause = useStore(engineStore, ({ message }) => message?.paused.find((each) => isAbout(each, route)));
  const resume = useCommand("work.resume");
  if (pause === undefined || route.screen === "queue" || route.screen === "resource") return null;
  const { kind, reason, actor, since } = pause;
  return (
    <section className={classes.banner} data-tone="warn" aria-live="polite" aria-label={t("queue.pause.list")}>
      <StateGlyph shape="pause" size={14} />
      <p className={classes.text}>
        <strong>{kind === undefined ? t("queue.pause.all") : t("queue.pause.kind", { kind: inSentence(kind) })}</strong>{" "}
        {t("queue.pause.why", { reason, actor })}{" "}
        <span aria-live="off">
          <Elapsed at={since} />
        </span>
      </p>
      <Button
        size="compact-sm"
        variant="default"
        loading={resume.isPending}
        onClick={() =>
          resume.mutate(kind === undefined ? {} : { kind }, {
            onError: (error) => notifyFailure(t("queue.pause.notResumed"), error),
          })
        }
      >
        {t("queue.pause.resume")}
      </Button>
    </section>
  );
}

function isAbout({ kind, uid }: Pause, route: Route): boolean {
  return kind === undefined || (uid === undefined && route.screen === "table" && route.kind === kind);
}
