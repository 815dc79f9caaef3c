import { Button } from "@mantine/core";
import { useStore } from "zustand";
import type { Pause } from "../../../shared/model.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { StateGlyph } from "../../components/state-glyph.tsx";
import { Elapsed } from "../../components/time.tsx";
import { t } from "../../i18n/i18n.ts";
import { engineStore } from "../../live/stores.ts";
import { useCommand } from "../../live/use-call.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./pauses.module.css";
import { inSentence } from "../../shell/in-sentence.ts";

const none: readonly Pause[] = [];

/** What is paused, why, since when and by whom. */
export function Pauses() {
  const paused = useStore(engineStore, ({ message }) => message?.paused ?? none);
  const more = useStore(engineStore, ({ message }) => message?.morePaused ?? 0);
  if (paused.length === 0) return null;
  return (
    <ul className={classes.pauses} aria-label={t("queue.pause.list")}>
      {paused.map((pause) => (
        <PauseLine key={`${pause.kind ?? ""}/${pause.uid ?? ""}`} pause={pause} />
      ))}
      {more > 0 && <li className={classes.pause}>{t("queue.pause.more", { count: more })}</li>}
    </ul>
  );
}

function PauseLine({ pause }: { pause: Pause }) {
  const { kind, uid, reason, actor, since } = pause;
  const resume = useCommand("work.resume");
  return (
    <li className={classes.pause}>
      <StateGlyph shape="pause" />
      <strong>
        <Scope pause={pause} />
      </strong>
      <span className={classes.reason}>
        {t("queue.pause.why", { reason, actor })} <Elapsed at={since} />
      </span>
      {kind !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            resume.mutate(uid === undefined ? { kind } : { kind, uid }, {
              onError: (error) => notifyFailure(t("queue.pause.oneNotResumed"), error),
            })
          }
        >
          {t("queue.pause.resume")}
        </Button>
      )}
    </li>
  );
}

function Scope({ pause: { kind, uid, name } }: { pause: Pause }) {
  if (kind === undefined) return t("queue.pause.all");
  if (uid === undefined) return t("queue.pause.kind", { kind: inSentence(kind) });
  return (
    <>
      <RouteLink to={{ screen: "resource", kind, uid }} className={classes.link}>
        {kind} {name ?? uid}
      </RouteLink>{" "}
      {t("queue.pause.one")}
    </>
  );
}
