import type { ReactNode } from "react";
import { StaleMark } from "../../components/stale-mark.tsx";
import type { Painted } from "../../live/freshness.ts";
import classes from "./overview-screen.module.css";

interface PanelHeadProps {
  id: string;
  title: string;
  painted: Painted;
  /** What stands at the end of the line. */
  children?: ReactNode;
}

/** The title of a part of the overview, with a mark while the part shows what was. */
export function PanelHead({ id, title, painted, children }: PanelHeadProps) {
  return (
    <div className={classes.head}>
      <h2 id={id} className={classes.heading}>
        {title}
      </h2>
      <StaleMark painted={painted} />
      {children}
    </div>
  );
}
