import { useStore } from "zustand";
import type { StoreApi } from "zustand/vanilla";
import { workState, type WorkState } from "../../../shared/model.ts";
import { formatCount } from "../../components/format.ts";
import { StateGlyph } from "../../components/state-glyph.tsx";
import { workStateLooks } from "../../components/work-state.ts";
import { t } from "../../i18n/i18n.ts";
import type { QueueAround } from "../../live/use-rows.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./lanes.module.css";

interface LanesProps {
  /** All of them when undefined. */
  current: WorkState | undefined;
  around: StoreApi<QueueAround | undefined>;
}

/** The places where work waits or is done, each with how much is there. */
export function Lanes({ current, around }: LanesProps) {
  const counts = useStore(around, (state) => state?.counts);
  const total = counts && Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <nav className={classes.lanes} aria-label={t("queue.lanes.name")}>
      <RouteLink to={{ screen: "queue" }} className={classes.lane} aria-current={current === undefined}>
        <span className={classes.count}>{total === undefined ? "" : formatCount(total)}</span>
        {t("queue.lanes.everything")}
      </RouteLink>
      {workState.options.map((state) => {
        const { shape, tone, word } = workStateLooks[state];
        return (
          <RouteLink
            key={state}
            to={{ screen: "queue", state }}
            className={classes.lane}
            aria-current={current === state}
            data-tone={counts && counts[state] > 0 ? tone : undefined}
          >
            <span className={classes.count}>{counts && formatCount(counts[state])}</span>
            <span className={classes.word}>
              <StateGlyph shape={shape} />
              {word}
            </span>
          </RouteLink>
        );
      })}
    </nav>
  );
}
