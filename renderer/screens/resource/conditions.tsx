import { StateGlyph, type GlyphShape } from "../../components/state-glyph.tsx";
import { RelativeTime } from "../../components/time.tsx";
import type { Condition } from "../../../shared/model.ts";
import classes from "./conditions.module.css";
import type { Tone } from "./readiness.ts";

/** Conditions of which "True" is the bad news. */
const badWhenTrue = new Set(["Stalled", "Degraded"]);
/** Conditions that tell of work rather than of health. */
const activity = new Set(["Progressing"]);

function appearanceOf({ type, status }: Condition): { shape: GlyphShape; tone: Tone } {
  if (status === "Unknown") return { shape: "ring", tone: "faint" };
  if (activity.has(type))
    return status === "True" ? { shape: "half", tone: "busy" } : { shape: "square", tone: "faint" };
  const good = badWhenTrue.has(type) ? status === "False" : status === "True";
  return good ? { shape: "disc", tone: "calm" } : { shape: "triangle", tone: "alarm" };
}

export function Conditions({ conditions }: { conditions: readonly Condition[] }) {
  if (conditions.length === 0) return <p className={classes.quiet}>None yet: it was not reconciled.</p>;
  return (
    <ul className={classes.list}>
      {conditions.map((condition) => {
        const { shape, tone } = appearanceOf(condition);
        return (
          <li key={condition.type} className={classes.condition}>
            <span className={classes.glyph} data-tone={tone}>
              <StateGlyph shape={shape} />
            </span>
            <div className={classes.text}>
              <p className={classes.head}>
                <span>
                  <strong>{condition.type}</strong> {condition.status} · {condition.reason}
                </span>
                <span className={classes.quiet}>
                  <RelativeTime at={condition.lastTransitionTime} />
                </span>
              </p>
              <p className={classes.quiet}>{condition.message}</p>
            </div>
          </li>
        );
      })}
    </ul>
  );
}
