import { Button, Modal } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipForward } from "@tabler/icons-react";
import { useState } from "react";
import type { Pause, ResourceRef } from "../../../shared/model.ts";
import { notifyFailure } from "../../components/notify.tsx";
import { PauseForm } from "../../components/pause-form.tsx";
import { StateGlyph } from "../../components/state-glyph.tsx";
import { Elapsed } from "../../components/time.tsx";
import { t } from "../../i18n/i18n.ts";
import { useCommand } from "../../live/use-call.ts";
import { useScreenCommand } from "../../shell/screen-commands.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./pause-actions.module.css";

const iconProps = { size: 14, "aria-hidden": true } as const;

/** That nothing is done about it, why, since when and by whom. */
export function PauseNote({ pause: { kind, uid, reason, actor, since } }: { pause: Pause }) {
  const words = { reason, actor };
  const isItsOwn = uid !== undefined;
  return (
    <p className={classes.note}>
      <StateGlyph shape="pause" />
      <span>
        {isItsOwn
          ? t("resource.header.pausedBecause", words)
          : kind === undefined
            ? t("resource.header.pausedWithAll", words)
            : t("resource.header.pausedWithKind", words)}{" "}
        <Elapsed at={since} />
      </span>
      {!isItsOwn && (
        <RouteLink className={classes.link} to={{ screen: "queue" }}>
          {t("resource.header.toQueue")}
        </RouteLink>
      )}
    </p>
  );
}

interface PauseActionsProps {
  target: ResourceRef;
  name: string;
  pause: Pause | null;
}

/** Pauses one resource with a reason; lets a paused one through once, or resumes it. */
export function PauseActions({ target: { kind, uid }, name, pause }: PauseActionsProps) {
  const target = { kind, uid };
  const [asking, setAsking] = useState(false);
  const resume = useCommand("work.resume");
  const step = useCommand("work.step");
  const letThrough = (): void =>
    step.mutate(target, { onError: (error) => notifyFailure(t("resource.header.notStepped"), error) });
  const goOn = (): void =>
    resume.mutate(target, { onError: (error) => notifyFailure(t("resource.header.notResumed"), error) });
  const ask = (): void => setAsking(true);
  const isItsOwn = pause?.uid !== undefined;
  useScreenCommand("step", t("resource.header.step"), pause ? letThrough : undefined);
  useScreenCommand("pause", t(isItsOwn ? "resource.header.resume" : "resource.header.pause"), isItsOwn ? goOn : ask);
  return (
    <>
      {pause && (
        <Button
          variant="default"
          title={t("resource.header.stepHelp")}
          leftSection={<IconPlayerSkipForward {...iconProps} />}
          onClick={letThrough}
        >
          {t("resource.header.step")}
        </Button>
      )}
      {isItsOwn ? (
        <Button variant="default" leftSection={<IconPlayerPlay {...iconProps} />} onClick={goOn}>
          {t("resource.header.resume")}
        </Button>
      ) : (
        <Button variant="default" leftSection={<IconPlayerPause {...iconProps} />} onClick={ask}>
          {t("resource.header.pause")}
        </Button>
      )}
      <Modal opened={asking} onClose={() => setAsking(false)} title={t("resource.header.pauseTitle", { name })}>
        <PauseForm
          target={target}
          text={t("resource.header.pauseText")}
          done={t("resource.header.paused")}
          onClose={() => setAsking(false)}
        />
      </Modal>
    </>
  );
}
