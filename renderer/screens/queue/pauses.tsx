import { Button } from "@mantine/core";
import { useStore } from "zustand";
import type { Pause } from "../../../shared/model.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { StateGlyph } from "../../components/state-glyph.tsx";
import { Elapsed } from "../../components/time.tsx";
import { t } from "../../i18n/i18n.ts";
import { engineStore } from "../../live/stores.ts";
import { useCommand } from "../../live/use-call.ts";
import { useKinds } from "../../live/use-kinds.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./pauses.module.css";
import { inSentence } from "../../shell/in-sentence.ts";

const none: readonly Pause[] = [];

/** More of those that are paused one by one would push the queue off the screen; the tables find them all. */
const shownSingly = 3;

/** What is paused, why, since when and by whom. */
export function Pauses() {
  const paused = useStore(engineStore, ({ message }) => message?.paused ?? none);
  const more = useStore(engineStore, ({ message }) => message?.morePaused ?? 0);
  if (paused.length === 0) return null;
  const broad = paused.filter(({ uid }) => uid === undefined);
  const single = paused.filter(({ uid }) => uid !== undefined);
  const folded = single.length - shownSingly + more;
  return (
    <ul className={classes.pauses} aria-label={t("queue.pause.list")}>
      {[...broad, ...single.slice(0, shownSingly)].map((pause) => (
        <PauseLine key={`${pause.kind ?? ""}/${pause.uid ?? ""}`} pause={pause} />
      ))}
      {folded > 0 && <Folded count={folded} kinds={[...new Set(single.flatMap(({ kind }) => kind ?? []))]} />}
    </ul>
  );
}

/** How many more are paused one by one, and the tables in which they can be resumed together. */
function Folded({ count, kinds }: { count: number; kinds: readonly string[] }) {
  const { data: known } = useKinds();
  return (
    <li className={classes.pause}>
      <StateGlyph shape="pause" />
      {t("queue.pause.more", { count })}
      {kinds.map((kind) => (
        <RouteLink key={kind} to={{ screen: "table", kind, query: "paused==true" }} className={classes.link}>
          {t("queue.pause.inTable", { kinds: known?.find((info) => info.kind === kind)?.plural ?? kind })}
        </RouteLink>
      ))}
    </li>
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
