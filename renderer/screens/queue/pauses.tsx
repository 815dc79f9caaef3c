import { Button } from "@mantine/core";
import { useStore } from "zustand";
import type { Pause } from "../../../shared/model.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { StateGlyph } from "../../components/state-glyph.tsx";
import { Elapsed } from "../../components/time.tsx";
import { engineStore } from "../../live/stores.ts";
import { useCommand } from "../../live/use-call.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./pauses.module.css";

const none: readonly Pause[] = [];

/** What is paused, why, since when and by whom. */
export function Pauses() {
  const paused = useStore(engineStore, ({ message }) => message?.paused ?? none);
  if (paused.length === 0) return null;
  return (
    <ul className={classes.pauses} aria-label="Paused">
      {paused.map((pause) => (
        <PauseLine key={`${pause.kind ?? ""}/${pause.uid ?? ""}`} pause={pause} />
      ))}
    </ul>
  );
}

function PauseLine({ pause: { kind, uid, reason, actor, since } }: { pause: Pause }) {
  const resume = useCommand("work.resume");
  return (
    <li className={classes.pause}>
      <StateGlyph shape="pause" />
      <strong>
        <Scope kind={kind} uid={uid} />
      </strong>
      <span className={classes.reason}>
        “{reason}”, {actor}, for <Elapsed at={since} />
      </span>
      {kind !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() =>
            resume.mutate(uid === undefined ? { kind } : { kind, uid }, {
              onError: (error) => notifyFailure("That is still paused", error),
            })
          }
        >
          Resume
        </Button>
      )}
    </li>
  );
}

function Scope({ kind, uid }: { kind: string | undefined; uid: string | undefined }) {
  if (kind === undefined) return "All work is paused";
  if (uid === undefined) return `Every ${kind.toLowerCase()} is paused`;
  return (
    <>
      <RouteLink to={{ screen: "resource", kind, uid }} className={classes.link}>
        {kind} {uid}
      </RouteLink>{" "}
      is paused
    </>
  );
}
